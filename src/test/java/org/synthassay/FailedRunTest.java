package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigException;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;
import org.synthassay.spark.run.StageException;

/** However an audit ends, it ends with a sentence and leaves nothing that it should not. */
class FailedRunTest {
  private final SparkSession spark = LocalSpark.session();

  @TempDir static Path folder;

  @BeforeAll
  static void draw() throws IOException {
    new Phantoms(PhantomKind.RADIOGRAPH, 5, 2, 5).draw(folder);
    Path normal = folder.resolve("real/normal");
    Path cut = Files.createDirectories(folder.resolve("cut/normal"));
    try (Stream<Path> images = Files.list(normal)) {
      for (Path image : images.toList()) {
        byte[] whole = Files.readAllBytes(image);
        Files.write(cut.resolve(image.getFileName()), Arrays.copyOf(whole, whole.length / 2));
      }
    }
  }

  private ThrowingCallable audit(String output, String... overrides) {
    AuditConfig config =
        ConfigReader.read(
            ConfigText.of("test.conf", ""),
            Small.settings(folder, folder.resolve(output), overrides));
    return () -> Audit.run(config, spark);
  }

  @Test
  void hashedIdsOfAFailedRunAreNowhereInFull() throws IOException {
    String both = "real.images=[\"%s\",\"%s\"]";
    assertThatThrownBy(
            audit(
                "hashed",
                both.formatted(folder.resolve("real"), folder.resolve("cut")),
                "report.ids=hashed"))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("over rejected.max-fraction")
        .hasMessageContaining("truncated")
        .hasMessageNotContaining("patient0");
    try (Stream<Path> files = Files.walk(folder.resolve("hashed"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text).as(file.toString()).doesNotContain("patient0");
      }
    }
    assertThat(spark.read().parquet(folder + "/hashed/rejected").count()).isPositive();
  }

  @Test
  void aSetOfWhichAllIsRejectedIsOneSentence() {
    assertThatThrownBy(
            audit("all", "real.images=" + folder.resolve("cut"), "rejected.max-fraction=1"))
        .isInstanceOf(StageException.class)
        .hasMessageMatching(
            "(?s)(\\d+) of \\1 images of the real set were rejected, nothing is left to compare:"
                + " truncated \\1\\R.*rejected: mend them.*");
  }

  @Test
  void aManifestOfWhichAllRowsLieOutsideTheRootIsAskedAbout() throws IOException {
    Path table = folder.resolve("outside.csv");
    Files.writeString(table, "path\n/elsewhere/1.png\n/elsewhere/2.png\n/elsewhere/3.png\n");
    assertThatThrownBy(
            audit(
                "outside",
                "real.images=null",
                "real.manifest.file=" + table,
                "real.manifest.path-column=path",
                "real.manifest.root=" + folder.resolve("real")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("audit.real.manifest")
        .hasMessageContaining("none of its 3 rows lies below root")
        .hasMessageContaining("/elsewhere/1.png");
  }

  @Test
  void anOutputThatCannotBeWrittenIsNamed() throws IOException {
    Path closed = Files.createDirectories(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(closed), "root writes everywhere");
    assertThatThrownBy(audit("closed/run"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("audit.output")
        .hasMessageContaining("closed/run cannot be written");
  }

  @Test
  void anOutputBelowAFileIsNamed() throws IOException {
    Files.writeString(folder.resolve("a-file"), "x");
    assertThatThrownBy(audit("a-file/run"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("audit.output")
        .hasMessageContaining("a-file/run cannot be written");
  }

  @Test
  void aClassOfOneImageIsAudited() throws Throwable {
    Path rare = folder.resolve("rare");
    for (String set : List.of("real", "synthetic")) {
      Path one = Files.createDirectories(rare.resolve(set + "/rare"));
      Files.createDirectories(rare.resolve(set + "/normal"));
      try (Stream<Path> images = Files.list(folder.resolve(set + "/normal"))) {
        for (Path image : images.toList()) {
          Files.copy(image, rare.resolve(set + "/normal").resolve(image.getFileName()));
        }
      }
      try (Stream<Path> images = Files.list(folder.resolve(set + "/effusion"))) {
        Files.copy(images.sorted().findFirst().orElseThrow(), one.resolve("p_1.png"));
      }
    }
    audit(
            "rare-run",
            "real.images=" + rare.resolve("real"),
            "synthetic.images=" + rare.resolve("synthetic"),
            "sample.balance=false",
            "sample.equal=false")
        .call();
    JsonNode metrics =
        new ObjectMapper().readTree(folder.resolve("rare-run/metrics.json").toFile());
    assertThat(metrics.at("/coverage_by_label/1/label").asText()).isEqualTo("rare");
    assertThat(metrics.at("/coverage_by_label/1/images").asInt()).isEqualTo(1);
    assertThat(metrics.at("/manifold/precision").isNumber()).isTrue();
  }
}
