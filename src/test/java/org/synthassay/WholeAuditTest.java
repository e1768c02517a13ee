package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigException;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.image.FaultyImages;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;
import org.synthassay.spark.run.StageException;

/** Whole audits of drawn phantoms: pixels in, metrics.json out. */
@TestInstance(Lifecycle.PER_CLASS)
class WholeAuditTest {
  private final SparkSession spark = LocalSpark.session();
  private final ObjectMapper mapper = new ObjectMapper();

  @TempDir static Path folder;

  @BeforeAll
  void draw() throws IOException {
    new Phantoms(PhantomKind.RADIOGRAPH, 10, 2, 5).draw(folder);
    Path good = folder.resolve("real/normal/patient001_1.png");
    byte[] png = Files.readAllBytes(good);
    Path bad = folder.resolve("damaged/real/normal");
    Files.createDirectories(bad);
    for (int i = 0; i < 3; i++) {
      byte[] cut = Arrays.copyOf(png, png.length / (i + 2));
      Files.write(bad.resolve("cut" + i + ".png"), cut);
    }
  }

  private AuditConfig config(String output, String... overrides) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "output=" + folder.resolve(output),
                "real.images=" + folder.resolve("real"),
                "real.label.from=directory",
                "real.group=(patient\\d+)_",
                "synthetic.images=" + folder.resolve("synthetic"),
                "synthetic.label.from=directory",
                "classifier.train=0.3",
                "classifier.folds=2",
                "classifier.c=[1]",
                "manifold.sweep=[1,3]"));
    all.addAll(List.of(overrides));
    return ConfigReader.read(ConfigText.of("test.conf", ""), all);
  }

  private JsonNode metrics(String output) throws IOException {
    return mapper.readTree(folder.resolve(output).resolve("metrics.json").toFile());
  }

  @Test
  void everyKnownFaultIsFoundAndARerunReusesEverything() throws IOException {
    AuditConfig config = config("faults");
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
    JsonNode found = metrics("faults");
    assertEveryFault(found, "normal", "cardiomegaly");
    assertThat(found.at("/real/used").asInt()).isEqualTo(60);
    String report = Files.readString(folder.resolve("faults/report.html"));
    assertThat(report)
        .contains("Class missing: cardiomegaly", "blurrier")
        .contains("not a medical device");

    long written = Files.getLastModifiedTime(folder.resolve("faults/embeddings")).toMillis();
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
    assertThat(SameResult.lasting(metrics("faults"))).isEqualTo(SameResult.lasting(found));
    assertThat(Files.getLastModifiedTime(folder.resolve("faults/embeddings")).toMillis())
        .isEqualTo(written);
  }

  @ParameterizedTest
  @EnumSource(
      value = PhantomKind.class,
      names = {"FUNDUS", "TISSUE"})
  void otherPhantomsOfAnotherSeedShowTheirFaultsToo(PhantomKind kind) throws IOException {
    Path drawn = folder.resolve("drawn-" + kind);
    new Phantoms(kind, 10, 2, 77).draw(drawn);
    AuditConfig config =
        config(
            "faults-" + kind,
            "seed=77",
            "real.images=" + drawn.resolve("real"),
            "synthetic.images=" + drawn.resolve("synthetic"));
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
    assertEveryFault(metrics("faults-" + kind), kind.classes().get(0), kind.classes().get(2));
  }

  private static void assertEveryFault(JsonNode found, String learned, String missing) {
    assertThat(found.at("/sample/shortfall/0/class").asText()).isEqualTo(missing);
    assertThat(found.at("/sample/shortfall/0/got").asInt()).isZero();
    assertThat(found.at("/manifold/copies/exact").asInt()).isEqualTo(Phantoms.COPIES);
    assertThat(found.at("/manifold/copies/close").asInt()).isEqualTo(Phantoms.COPIES);
    for (String sharpness : List.of("biq", "tiq", "liq")) {
      assertThat(found.at("/spatial/" + sharpness + "/cliffs_delta").asDouble()).isLessThan(-0.33);
    }
    assertThat(coverage(found, missing)).isLessThan(coverage(found, learned) * 0.75);
  }

  private static double coverage(JsonNode metrics, String label) {
    for (JsonNode row : metrics.get("coverage_by_label")) {
      if (row.get("label").asText().equals(label)) {
        return row.get("covered").asDouble() / row.get("images").asDouble();
      }
    }
    throw new AssertionError("no coverage of " + label);
  }

  @Test
  void oneOrSevenPartitionsGiveTheSameResult() throws IOException {
    JsonNode one = metricsWithPartitions("one", 1);
    JsonNode seven = metricsWithPartitions("seven", 7);
    for (String section : List.of("sample", "real", "synthetic", "coverage_by_label")) {
      assertThat(seven.get(section)).as(section).isEqualTo(one.get(section));
    }
    for (String score : List.of("precision", "recall", "density", "coverage", "authenticity")) {
      assertThat(seven.at("/manifold/" + score).asDouble())
          .as(score)
          .isEqualTo(one.at("/manifold/" + score).asDouble());
    }
    assertThat(seven.at("/distance/fid").asDouble() / one.at("/distance/fid").asDouble())
        .isBetween(1 - 1e-6, 1 + 1e-6);
    assertThat(seven.at("/classifier/rbf/f1")).isEqualTo(one.at("/classifier/rbf/f1"));
  }

  private JsonNode metricsWithPartitions(String output, int partitions) throws IOException {
    String key = "spark.sql.shuffle.partitions";
    String before = spark.conf().get(key);
    spark.conf().set(key, partitions);
    try {
      assertThat(Audit.run(config(output), spark)).isEqualTo(Outcome.DONE);
    } finally {
      spark.conf().set(key, before);
    }
    return metrics(output);
  }

  @Test
  void everyInputEndsInATable() throws IOException {
    AuditConfig config =
        config(
            "damaged-run",
            "real.images=[\""
                + folder.resolve("real")
                + "\",\""
                + folder.resolve("damaged/real")
                + "\"]",
            "rejected.max-fraction=0.2",
            "sample.balance=false",
            "sample.equal=false");
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
    JsonNode real = metrics("damaged-run").get("real");
    assertThat(real.get("listed").asInt()).isEqualTo(63);
    assertThat(real.get("used").asInt()).isEqualTo(60);
    assertThat(real.get("rejected").asInt()).isEqualTo(3);
    var rejected = spark.read().parquet(folder.resolve("damaged-run/rejected").toString());
    assertThat(rejected.collectAsList())
        .extracting(row -> row.getAs("code"))
        .containsExactly("truncated", "truncated", "truncated");
    assertThat(spark.read().parquet(folder.resolve("damaged-run/listing").toString()).count())
        .isEqualTo(63 + 60);
  }

  @Test
  void eachFaultyFileAmongGoodOnesComesToItsOwnEnd() throws IOException {
    FaultyImages.write(folder.resolve("faulty"));
    AuditConfig config =
        config(
            "faulty-run",
            "real.images=[\"" + folder.resolve("real") + "\",\"" + folder.resolve("faulty") + "\"]",
            "rejected.max-fraction=0.3",
            "sample.balance=false",
            "sample.equal=false");
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
    var listing = spark.read().parquet(folder.resolve("faulty-run/listing").toString());
    Map<String, String> outcomes = new TreeMap<>();
    for (var row : listing.filter("id like '1/%'").collectAsList()) {
      String status = row.getAs("status");
      String reason = row.getAs("reason");
      outcomes.put(
          row.<String>getAs("id").substring(2), status.equals("rejected") ? reason : status);
    }
    assertThat(outcomes).containsExactlyInAnyOrderEntriesOf(FaultyImages.outcomes());
  }

  @Test
  void tooManyRejectedImagesFailTheAuditWithTheirNames() {
    AuditConfig config =
        config(
            "too-many",
            "real.images=[\""
                + folder.resolve("real")
                + "\",\""
                + folder.resolve("damaged/real")
                + "\"]",
            "sample.balance=false",
            "sample.equal=false");
    assertThatThrownBy(() -> Audit.run(config, spark))
        .isInstanceOf(StageException.class)
        .hasMessageContaining("3 of 63 images of the real set were rejected")
        .hasMessageContaining("over rejected.max-fraction = 0.01: truncated 3")
        .hasMessageContaining("cut0.png");
    assertThat(spark.read().parquet(folder.resolve("too-many/rejected").toString()).count())
        .isEqualTo(3);
  }

  @Test
  void faultsShowBeforeAPixelIsRead() {
    assertFault(
        "real.images=" + folder.resolve("nowhere"), "real.images", "no such file or folder");
    assertFault("manifold.k=60", "manifold.k", "must be below the number of images");
    assertFault("classifier.train=0.01", "classifier.folds", "training part");
    assertFault("real.group=(doctor\\d+)", "real.group", "fits no id");
    assertFault("embedding.model=nowhere.onnx", "embedding.model", "no such model file");
    assertFault("gates.\"manifold.beauty\".min=1", "manifold.beauty", "no score");
    assertFault("output=" + folder.resolve("real"), "output", "lies inside the input");
    assertFault("output=" + folder.resolve("damaged"), "output", "holds other files");
  }

  private void assertFault(String override, String key, String rule) {
    assertThatThrownBy(() -> Audit.run(config("never", override), spark))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("command line")
        .hasMessageContaining(key)
        .hasMessageContaining(rule);
  }

  @Test
  void hashedIdsLeaveNoNameBehind() throws IOException {
    AuditConfig config = config("hashed", "report.ids=hashed", "report.thumbnails=false");
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
    try (Stream<Path> files = Files.walk(folder.resolve("hashed"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(text).as(file.toString()).doesNotContain("patient0");
      }
    }
  }

  @Test
  void aBrokenGateIsTheOutcome() throws IOException {
    AuditConfig config = config("gated", "gates.\"manifold.precision\".min=1.1");
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.GATE_FAILED);
    assertThat(metrics("gated").at("/gates/0/passed").asBoolean()).isFalse();
  }
}
