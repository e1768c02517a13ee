package org.synthassay.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.image.Crop;
import org.synthassay.image.Limits;
import org.synthassay.input.CsvOptions;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetOptions.LabelFrom;
import org.synthassay.input.SetOptions.LabelSource;
import org.synthassay.input.SetSource;
import org.synthassay.input.SetSource.Conflict;
import org.synthassay.math.Compared;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.listing.ListingRow.Status;
import org.synthassay.spark.run.LocalSpark;

/** Whichever way a set names an image twice, it is used once and its repeats are counted. */
class ImageOnceTest {
  private static final ShardOptions SHARDS = ShardOptions.of(new Limits(1000, 1000));
  private static final Compared<Crop> WHOLE = new Compared<>(new Crop.None(), new Crop.None());

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path folder;

  @BeforeEach
  void root() throws IOException {
    Files.createDirectories(folder.resolve("real"));
  }

  private void file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private SetOptions images(LabelSource label, String... roots) {
    List<String> full = List.of(roots).stream().map(root -> folder + "/" + root).toList();
    return new SetOptions(new SetSource.Images(full), label, new GroupSource.None());
  }

  private SetOptions manifest(String file, Conflict conflict) {
    var source =
        new SetSource.Manifest(
            folder + "/" + file,
            "path",
            folder + "/real",
            Map.of("use", List.of("1", "")),
            conflict,
            CsvOptions.usual());
    return new SetOptions(
        source, new LabelSource(LabelFrom.MANIFEST, "dx", Map.of()), new GroupSource.Column("who"));
  }

  private Dataset<Row> listing(SetOptions real, SetOptions synthetic) {
    return new ImageListing(spark, SHARDS).of(new Compared<>(real, synthetic), WHOLE);
  }

  private static List<ListingRow> all(Dataset<Row> listing) {
    return listing.collectAsList().stream().map(ListingRow::of).toList();
  }

  private static List<ListingRow> rows(List<ListingRow> all, String set, Status status) {
    return all.stream().filter(row -> row.set().equals(set) && row.status() == status).toList();
  }

  @Test
  void overlappingEntriesAndLinksAreRepeatsOfOneImage() throws IOException {
    for (String name : List.of("a/1.png", "a/2.png", "b/3.png")) {
      file("real/" + name, name);
    }
    Files.createSymbolicLink(folder.resolve("real/b/4.png"), folder.resolve("real/b/3.png"));
    SetOptions twice =
        images(LabelSource.none(), "real", "real", "real/./", "real/*/*.png", "real/a/1.png");
    SetOptions linked = images(LabelSource.none(), "real");
    List<ListingRow> listing = all(listing(twice, linked));

    assertThat(rows(listing, "real", Status.FOUND))
        .extracting(ListingRow::id)
        .containsExactlyInAnyOrder("0/a/1.png", "0/a/2.png", "0/b/3.png");
    assertThat(rows(listing, "real", Status.REPEATED)).hasSize(14);
    assertThat(rows(listing, "synthetic", Status.FOUND)).hasSize(3);
    assertThat(rows(listing, "synthetic", Status.REPEATED))
        .singleElement()
        .matches(row -> row.id().equals("b/4.png"))
        .matches(row -> "names the same image as b/3.png".equals(row.reason()));
  }

  @Test
  void aLinkThatGivesAnImageAnotherLabelIsRefused() throws IOException {
    file("real/a/1.png", "1");
    file("real/b/2.png", "2");
    Files.createSymbolicLink(folder.resolve("real/b/1.png"), folder.resolve("real/a/1.png"));
    SetOptions real = images(new LabelSource(LabelFrom.DIRECTORY, null, Map.of()), "real");
    Dataset<Row> listing = listing(real, images(LabelSource.none(), "real"));
    assertThatThrownBy(() -> ImageOnce.requireAgreement(listing, new Compared<>(real, real)))
        .isInstanceOf(NoSuchInputException.class)
        .hasMessageContaining("rows of one image disagree")
        .hasMessageContaining("'a'")
        .hasMessageContaining("'b'");
  }

  @Test
  void rowsOfOneImageAreOneHoweverTheyAreSpelt() throws IOException {
    file(
        "boxes.csv",
        "path,box,dx,who,use\n1.png,a,x,p,1\n./1.png,b,x,p,1\n2.png,a,y,q,1\n"
            + ".//d/../1.png,c,x,p,\n2.png,b,z,q,0\n"
            + folder
            + "/real/2.png,c,y,q,1\n");
    SetOptions real = manifest("boxes.csv", Conflict.ERROR);
    Dataset<Row> table = listing(real, real);
    List<ListingRow> listing = all(table);

    assertThat(rows(listing, "real", Status.FOUND))
        .extracting(ListingRow::id)
        .containsExactlyInAnyOrder("1.png", "2.png");
    assertThat(rows(listing, "real", Status.REPEATED)).hasSize(3);
    assertThat(rows(listing, "real", Status.LEFT_OUT)).hasSize(1);
    ImageOnce.requireAgreement(table, new Compared<>(real, real));
  }

  @Test
  void rowsThatDisagreeAreRefusedOrResolvedAsTheSettingSays() throws IOException {
    file("readers.csv", "path,dx,who,use\n1.png,b,p,1\n1.png,a,p,1\n2.png,x,q,1\n2.png,x,r,1\n");
    SetOptions error = manifest("readers.csv", Conflict.ERROR);
    Dataset<Row> refused = listing(error, error);
    assertThatThrownBy(() -> ImageOnce.requireAgreement(refused, new Compared<>(error, error)))
        .hasMessageContaining("1.png is 'a' of group 'p' and 'b' of group 'p'")
        .hasMessageContaining("conflict = first or left-out");

    List<ListingRow> resolved =
        all(
            listing(
                manifest("readers.csv", Conflict.FIRST),
                manifest("readers.csv", Conflict.LEFT_OUT)));
    assertThat(rows(resolved, "real", Status.FOUND))
        .extracting(row -> row.id() + row.label() + row.group())
        .containsExactlyInAnyOrder("1.pngbp", "2.pngxq");
    assertThat(rows(resolved, "real", Status.REPEATED)).hasSize(2);
    assertThat(rows(resolved, "synthetic", Status.FOUND)).isEmpty();
    assertThat(rows(resolved, "synthetic", Status.LEFT_OUT)).hasSize(2);
    assertThat(rows(resolved, "synthetic", Status.REPEATED)).hasSize(2);
  }

  @Test
  void aParquetManifestIsReadAsACsvOne() throws IOException {
    file(
        "a.csv",
        "path,dx,who,use\n1.png,b,10000032.0,1\n1.png,b,10000032.0,1\n2.png,x,,\n3.png,,9.5,0\n");
    spark
        .read()
        .option("header", true)
        .option("inferSchema", true)
        .csv(folder + "/a.csv")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder + "/a.parquet");
    List<ListingRow> both =
        all(listing(manifest("a.csv", Conflict.ERROR), manifest("a.parquet", Conflict.ERROR)));
    for (Status status : Status.values()) {
      assertThat(rows(both, "synthetic", status))
          .extracting(row -> row.id() + row.label() + row.group())
          .containsExactlyInAnyOrderElementsOf(
              rows(both, "real", status).stream()
                  .map(row -> row.id() + row.label() + row.group())
                  .toList());
    }
    assertThat(rows(both, "real", Status.FOUND)).hasSize(2);
  }

  @Test
  void anArchiveBesideItsFilesIsARepeatOfThoseOfEqualBytes() throws IOException {
    file("real/a/1.png", "one");
    file("real/a/2.png", "two");
    file("real/b/2.png", "TWO");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : List.of("a/1.png=one", "x/2.png=TWO", "b/1.png=ONE", "3.png=one")) {
        String[] parts = name.split("=");
        zip.putNextEntry(new ZipEntry(parts[0]));
        zip.write(parts[1].getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    Files.write(folder.resolve("real/all.zip"), bytes.toByteArray());
    SetOptions real = images(LabelSource.none(), "real");
    SetOptions plain = images(LabelSource.none(), "real/a");
    assertThat(ListingCensus.of(listing(plain, plain)).hasArchivesBesideFiles()).isFalse();
    Dataset<Row> listing = listing(real, plain);
    assertThat(ListingCensus.of(listing).hasArchivesBesideFiles()).isTrue();

    List<ListingRow> marked = all(UnpackedArchives.marked(listing, SHARDS));
    assertThat(rows(marked, "real", Status.FOUND))
        .extracting(ListingRow::id)
        .containsExactlyInAnyOrder(
            "a/1.png", "a/2.png", "b/2.png", "all.zip!b/1.png", "all.zip!3.png");
    assertThat(rows(marked, "real", Status.REPEATED))
        .extracting(ListingRow::id)
        .containsExactlyInAnyOrder("all.zip!a/1.png", "all.zip!x/2.png");
    assertThat(rows(marked, "synthetic", Status.FOUND)).hasSize(2);
  }

  @Test
  void keysWithSeveralImagesAreAskedAbout() throws IOException {
    Files.write(
        folder.resolve("real/a.tar"),
        TarOf.files("1.img.png", "1.mask.png", "2.img.png", "2.mask.png"));
    Files.createDirectories(folder.resolve("plain"));
    Files.write(folder.resolve("plain/a.tar"), TarOf.files("1.2.8.png", "1.2.9.png", "3.jpg"));
    SetOptions real = images(LabelSource.none(), "real");
    SetOptions plain = images(LabelSource.none(), "plain");
    Dataset<Row> listing = listing(real, plain);
    assertThatThrownBy(() -> MemberKinds.requireOne(listing, new Compared<>(real, plain)))
        .isInstanceOf(NoSuchInputException.class)
        .hasMessageContaining("a.tar!1.img.png, ending in .img.png, .mask.png")
        .hasMessageContaining("member = \".img.png\"");
    MemberKinds.requireOne(listing(plain, plain), new Compared<>(plain, plain));
  }
}
