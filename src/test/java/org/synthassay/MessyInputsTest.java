package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigException;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;

/** A whole audit of folders as people have them: everything found has a row, and counts add up. */
class MessyInputsTest {
  private final SparkSession spark = LocalSpark.session();

  @TempDir static Path folder;

  private static AuditConfig config(String output, String... overrides) {
    List<String> settings =
        Small.settings(
            folder,
            folder.resolve(output),
            Stream.concat(
                    Stream.of(
                        "rejected.max-fraction=1",
                        "sample.equal=false",
                        "sample.balance=false",
                        "classifier.kernels=[rbf]",
                        "classifier.gamma=[1]"),
                    Stream.of(overrides))
                .toArray(String[]::new));
    return ConfigReader.read(ConfigText.of("test.conf", ""), settings);
  }

  @Test
  void everythingFoundHasItsRowAndIsUsedOnce() throws IOException {
    new Phantoms(PhantomKind.RADIOGRAPH, 5, 2, 5).draw(folder);
    Path real = folder.resolve("real/normal");
    List<Path> images;
    try (Stream<Path> all = Files.list(real)) {
      images = all.sorted().toList();
    }
    Path all = real.resolve("all.zip");
    try (OutputStream out = Files.newOutputStream(all);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path image : images) {
        zip.putNextEntry(new ZipEntry(image.getFileName().toString()));
        zip.write(Files.readAllBytes(image));
      }
      zip.putNextEntry(new ZipEntry("__MACOSX/._1.png"));
      zip.write(new byte[] {0, 5, 22, 7});
    }
    Files.createSymbolicLink(real.resolve("latest"), Path.of("."));
    Files.createSymbolicLink(real.resolve("gone.png"), Path.of("/gone/1.png"));
    Files.copy(images.get(0), real.resolve("copy of 1.png"));
    Files.copy(images.get(1), folder.resolve("synthetic/normal/leaked.png"));
    Files.createDirectories(real.resolve(".ipynb_checkpoints"));
    Files.copy(images.get(0), real.resolve(".ipynb_checkpoints/1-checkpoint.png"));

    assertThat(Audit.run(config("run"), spark)).isEqualTo(Outcome.DONE);

    JsonNode metrics = new ObjectMapper().readTree(folder.resolve("run/metrics.json").toFile());
    JsonNode counts = metrics.get("real");
    Dataset<Row> listing = spark.read().parquet(folder + "/run/listing");
    long rows = listing.filter("set = 'real'").count();
    int ignored = 0;
    for (JsonNode kind : counts.get("ignored")) {
      ignored += kind.asInt();
    }
    assertThat(counts.at("/ignored/hidden").asInt()).isEqualTo(2);
    assertThat(counts.at("/repeated").asInt()).isEqualTo(images.size() + 1);
    assertThat(counts.at("/rejected").asInt()).isEqualTo(1);
    int listed = 0;
    for (String status : List.of("repeated", "left_out", "not_sampled", "used", "rejected")) {
      listed += counts.get(status).asInt();
    }
    assertThat(counts.get("listed").asInt()).isEqualTo(listed);
    assertThat((long) listed + ignored).isEqualTo(rows);
    assertThat(listing.filter("set = 'real' and status = 'used'").count())
        .isEqualTo(counts.get("used").asInt());
    assertThat(spark.read().parquet(folder + "/run/images").filter("set = 'real'").count())
        .isEqualTo(counts.get("used").asInt());

    JsonNode identical = metrics.get("identical");
    assertThat(identical.get("real").asInt()).isEqualTo(images.size() + 1);
    assertThat(identical.get("across").asInt()).isGreaterThanOrEqualTo(1);
    assertThat(identical.get("examples").toString()).contains("copy of 1.png", "leaked.png");
    assertThat(Files.readString(folder.resolve("run/report.html"))).contains("copy of 1.png");

    assertThatThrownBy(() -> Audit.run(config("real/normal/run"), spark))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("audit.output")
        .hasMessageContaining("lies inside the input");
    assertThat(real.resolve("run")).doesNotExist();
  }
}
