package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.spark.run.LocalSpark;

/** Whole audits of finished embeddings against the independent float64 references. */
class GoldenEmbeddingsTest {
  private final SparkSession spark = LocalSpark.session();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"small", "copies", "patients", "wide"})
  void everyScoreAgreesWithTheReference(String name) throws Exception {
    Path golden = Path.of(System.getProperty("synthassay.reference", "../shared"), "golden");
    Assumptions.assumeTrue(
        Files.exists(golden.resolve(name + ".json")), "no reference data under " + golden);
    ObjectMapper mapper = new ObjectMapper();
    JsonNode expected = mapper.readTree(golden.resolve(name + ".json").toFile());
    Path output = folder.resolve(name);
    AuditConfig config =
        ConfigReader.read(
            ConfigText.of("golden.conf", ""),
            List.of(
                "name=" + name,
                "output=" + output,
                "real.embeddings=" + golden.resolve(name + "-real.npy"),
                "synthetic.embeddings=" + golden.resolve(name + "-synthetic.npy"),
                "calibration.splits=2",
                "sample.equal=false"));
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
    JsonNode found = mapper.readTree(output.resolve("metrics.json").toFile());

    double fid = expected.get("fid").asDouble();
    assertThat(found.at("/distance/fid").asDouble()).isCloseTo(fid, within(1e-6 * fid));
    double kid = expected.get("kid").asDouble();
    assertThat(found.at("/distance/kid/value").asDouble()).isCloseTo(kid, within(1e-4 * kid));
    assertThat(found.at("/manifold/authenticity").asDouble())
        .isEqualTo(expected.get("authenticity").asDouble());
    for (int i = 0; i < 4; i++) {
      JsonNode wanted = expected.get("manifold").get(i);
      JsonNode got = found.at("/manifold/sweep").get(i);
      assertThat(got.get("k").asInt()).isEqualTo(wanted.get("k").asInt());
      for (String share : List.of("precision", "recall", "density", "coverage")) {
        assertThat(got.get(share).asDouble())
            .as(name + " " + share + " at k = " + wanted.get("k"))
            .isCloseTo(wanted.get(share).asDouble(), within(1e-12));
      }
      assertThat(got.at("/copies/exact").asInt()).isEqualTo(wanted.at("/copies/exact").asInt());
      assertThat(got.at("/copies/close").asInt()).isEqualTo(wanted.at("/copies/close").asInt());
      assertThat(got.get("realism_median").asDouble())
          .isCloseTo(wanted.get("realism_median").asDouble(), within(1e-9));
    }
    assertThat(found.get("skipped").findValuesAsText("key")).contains("classifier", "spatial");
    assertThat(output.resolve("report.html")).isNotEmptyFile();
  }
}
