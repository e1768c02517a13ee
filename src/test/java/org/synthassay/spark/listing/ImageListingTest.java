package org.synthassay.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.image.Crop;
import org.synthassay.image.Limits;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetOptions.LabelFrom;
import org.synthassay.input.SetOptions.LabelSource;
import org.synthassay.input.SetSource;
import org.synthassay.math.Compared;
import org.synthassay.shard.ArrayLayout;
import org.synthassay.shard.ShardFormat;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.run.LocalSpark;

class ImageListingTest {
  private static final LabelSource BY_FOLDER = new LabelSource(LabelFrom.DIRECTORY, null, Map.of());

  private static final Compared<Crop> WHOLE = new Compared<>(new Crop.None(), new Crop.None());

  private final SparkSession spark = LocalSpark.session();

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    for (String name :
        List.of(
            "real/normal/p1_1.png",
            "real/normal/p1_2.PNG",
            "real/effusion/p2_1.jpg",
            "real/effusion/notes.txt",
            "real/effusion/_hidden.png",
            "fake/a.png",
            "fake/b.png")) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "not read here");
    }
  }

  private ImageListing listing() {
    return new ImageListing(spark, ShardOptions.of(new Limits(1000, 1000)));
  }

  private SetOptions images(LabelSource label, GroupSource group, String... roots) {
    List<String> under = List.of(roots).stream().map(r -> folder.resolve(r).toString()).toList();
    return new SetOptions(new SetSource.Images(under), label, group);
  }

  private static Map<String, ListingRow> rows(Dataset<Row> listing, String set) {
    return listing.collectAsList().stream()
        .map(ListingRow::of)
        .filter(row -> row.set().equals(set))
        .collect(Collectors.toMap(ListingRow::id, Function.identity()));
  }

  private static ListingRow row(Map<String, ListingRow> rows, String id) {
    return Objects.requireNonNull(rows.get(id), id);
  }

  private Map<String, ListingRow> real(SetOptions real) {
    SetOptions fake = images(LabelSource.none(), new GroupSource.None(), "fake");
    return rows(listing().of(new Compared<>(real, fake), WHOLE), "real");
  }

  @Test
  void everyFileIsARowLabelledByItsFolder() {
    var rows = real(images(BY_FOLDER, new GroupSource.IdPattern("(p\\d+)_"), "real"));
    assertThat(rows)
        .containsOnlyKeys(
            "normal/p1_1.png",
            "normal/p1_2.PNG",
            "effusion/p2_1.jpg",
            "effusion/notes.txt",
            "effusion/_hidden.png");
    assertThat(row(rows, "normal/p1_2.PNG").label()).isEqualTo("normal");
    assertThat(row(rows, "normal/p1_2.PNG").group()).isEqualTo("p1");
    assertThat(row(rows, "effusion/notes.txt").status()).isEqualTo(ListingRow.Status.IGNORED);
    assertThat(row(rows, "effusion/_hidden.png").status()).isEqualTo(ListingRow.Status.FOUND);
  }

  @Test
  void aFormatGivenIsThatOfEveryFile() {
    String root = folder.resolve("real/effusion").toString();
    var source = new SetSource.Images(List.of(root), ShardFormat.IMAGE, null, ArrayLayout.AUTO);
    var rows = real(new SetOptions(source, BY_FOLDER, new GroupSource.None()));

    assertThat(rows).containsOnlyKeys("p2_1.jpg", "notes.txt", "_hidden.png");
    assertThat(rows.values()).allMatch(row -> row.status() == ListingRow.Status.FOUND);
  }

  @Test
  void severalEntriesPrefixIdsAndGlobsCountFromTheirFixedFolder() {
    var rows =
        real(images(BY_FOLDER, new GroupSource.None(), "real/norm*/*1.png", "real/effusion"));
    assertThat(rows).containsKeys("0/normal/p1_1.png", "1/p2_1.jpg");
    assertThat(rows).doesNotContainKey("0/normal/p1_2.PNG");
    assertThat(row(rows, "1/p2_1.jpg").label()).isEqualTo("effusion");
  }

  @Test
  void aMissingFolderIsNamed() {
    SetOptions missing = images(BY_FOLDER, new GroupSource.None(), "rael");
    assertThatThrownBy(() -> listing().check(new Compared<>(missing, missing)))
        .isInstanceOf(NoSuchInputException.class)
        .hasMessageContaining("rael");
  }

  @Test
  void windowsAreUnitsOfTheirOwn() {
    SetOptions fake = images(LabelSource.none(), new GroupSource.None(), "fake");
    var rows =
        rows(
            listing()
                .of(
                    new Compared<>(fake, fake),
                    new Compared<>(new Crop.None(), new Crop.Random(8, 3))),
            "synthetic");
    assertThat(rows).hasSize(6).containsKeys("a.png#w0", "a.png#w2", "b.png#w1");
    assertThat(row(rows, "a.png#w2").group()).isEqualTo("a.png");
  }

  @Test
  void aManifestFiltersMapsAndStaysInItsRoot() throws IOException {
    Files.writeString(
        folder.resolve("train.csv"),
        """
        Path,View,Cardiomegaly,Patient
        real/normal/p1_1.png,Frontal,1.0,7
        real/normal/p1_2.PNG,Frontal,0.0,8
        real/effusion/p2_1.jpg,Lateral,1.0,9
        real/effusion/_hidden.png,Frontal,-1.0,9
        ../../etc/passwd.png,Frontal,1.0,9
        real/normal/p1_1.png,Frontal,1.0,7
        """);
    var source =
        new SetSource.Manifest(
            folder.resolve("train.csv").toString(),
            "Path",
            null,
            Map.of("View", List.of("Frontal")));
    var classes = Map.of("cardiomegaly", List.of("1.0"), "none", List.of("0"));
    var manifest =
        new SetOptions(
            source,
            new LabelSource(LabelFrom.MANIFEST, "Cardiomegaly", classes),
            new GroupSource.Column("Patient"));
    SetOptions fake = images(LabelSource.none(), new GroupSource.None(), "fake");
    List<ListingRow> rows =
        listing().of(new Compared<>(manifest, fake), WHOLE).collectAsList().stream()
            .map(ListingRow::of)
            .filter(row -> row.set().equals("real"))
            .toList();
    assertThat(rows)
        .filteredOn(row -> row.status() == ListingRow.Status.FOUND)
        .extracting(ListingRow::id, ListingRow::label, ListingRow::group)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("real/normal/p1_1.png", "cardiomegaly", "7"),
            org.assertj.core.groups.Tuple.tuple("real/normal/p1_2.PNG", "none", "8"));
    assertThat(rows)
        .filteredOn(row -> row.status() == ListingRow.Status.REJECTED)
        .extracting(ListingRow::code)
        .containsExactly("outside-root");
    assertThat(rows).filteredOn(row -> row.status() == ListingRow.Status.REPEATED).hasSize(1);
    assertThat(rows).filteredOn(row -> row.status() == ListingRow.Status.LEFT_OUT).hasSize(2);
  }

  @Test
  void aManifestWithoutTheNamedColumnSaysWhichItHas() throws IOException {
    Files.writeString(folder.resolve("train.csv"), "file,label\na.png,x\n");
    var source =
        new SetSource.Manifest(folder.resolve("train.csv").toString(), "Path", null, Map.of());
    var manifest = new SetOptions(source, LabelSource.none(), new GroupSource.None());
    assertThatThrownBy(() -> listing().check(new Compared<>(manifest, manifest)))
        .hasMessageContaining("no column 'Path'")
        .hasMessageContaining("file, label");
  }

  @Test
  void theFingerprintChangesWithAnyInput() throws IOException {
    SetOptions fake = images(LabelSource.none(), new GroupSource.None(), "fake");
    Compared<SetOptions> sets = new Compared<>(fake, fake);
    String before = ListingCensus.of(listing().of(sets, WHOLE)).fingerprint();
    assertThat(ListingCensus.of(listing().of(sets, WHOLE)).fingerprint()).isEqualTo(before);
    Files.writeString(folder.resolve("fake/b.png"), "longer than it was before");
    assertThat(ListingCensus.of(listing().of(sets, WHOLE)).fingerprint()).isNotEqualTo(before);
  }
}
