package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.ConfigException;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.embedding.NetworkFixture;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.report.MetricsJson;
import org.synthassay.spark.run.LocalSpark;

/** Several encoders in one audit give what each gives in an audit of its own. */
@TestInstance(Lifecycle.PER_CLASS)
class FurtherEncodersTest {
  private final SparkSession spark = LocalSpark.session();
  private String network = "";

  @TempDir static Path folder;

  @BeforeAll
  void draw() throws IOException {
    new Phantoms(PhantomKind.RADIOGRAPH, 5, 2, 5).draw(folder.resolve("images"));
    network = NetworkFixture.convolution(folder).toString();
  }

  private JsonNode audit(String run, String... overrides) throws IOException {
    Path output = folder.resolve(run);
    var config =
        ConfigReader.read(
            ConfigText.of("test.conf", ""),
            Small.settings(folder.resolve("images"), output, overrides));
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
    return MetricsJson.parse(Files.readString(output.resolve("metrics.json")));
  }

  @Test
  void eachHasTheScoresAndEmbeddingsOfItsOwnAudit() throws IOException {
    JsonNode alone = audit("alone", "embedding.model=" + network, "embedding.resize=clean");
    audit("several");
    JsonNode own = audit("own");
    JsonNode several =
        audit(
            "several",
            "encoders.conv.model=" + network,
            "encoders.conv.resize=clean",
            "encoders.tf-1.model=" + network);

    JsonNode conv = several.at("/encoders/conv");
    for (String section : List.of("manifold", "distance", "coverage_by_label")) {
      assertThat(conv.path(section)).as(section).isNotEmpty().isEqualTo(alone.path(section));
      assertThat(several.path(section)).as("own " + section).isEqualTo(own.path(section));
    }
    assertThat(conv.path("model")).isEqualTo(alone.at("/audit/model"));
    assertThat(conv.path("real").path("used")).isEqualTo(several.at("/real/used"));
    assertThat(several.at("/encoders/tf-1/model/resize").asText()).isEqualTo("tf1");
    assertThat(several.at("/audit/seconds").has("extract")).as("reused").isFalse();
    assertThat(embeddings("several/embeddings/encoder=conv"))
        .isEqualTo(embeddings("alone/embeddings"));
    assertThat(embeddings("several/embeddings/encoder=main"))
        .isEqualTo(embeddings("own/embeddings"));
    assertThat(
            spark
                .read()
                .parquet(folder.resolve("several/embeddings").toString())
                .select("encoder")
                .distinct()
                .count())
        .isEqualTo(3);
    assertThat(Files.readString(folder.resolve("several/report.html"))).contains("conv", "tf-1");
  }

  @Test
  void aNetworkThatDoesNotFitIsAFaultOfItsLineBeforeAnImageIsRead() throws IOException {
    String several = NetworkFixture.severalOutputs(folder).toString();
    assertThatThrownBy(() -> audit("unfit", "encoders.odd.model=" + several))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("audit.encoders.odd.output = \"auto\"")
        .hasMessageContaining("maps float [?, 3, 16, 16], means float [?, 3]");
    Path pointer =
        Files.writeString(folder.resolve("p.onnx"), "version https://git-lfs.github.com/spec/v1");
    assertThatThrownBy(() -> audit("unfit", "embedding.model=" + pointer))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("command line: embedding.model=")
        .hasMessageContaining("is a pointer of Git LFS");
    assertThat(folder.resolve("unfit/_stages/extract")).doesNotExist();
  }

  private List<Row> embeddings(String table) {
    return spark
        .read()
        .parquet(folder.resolve(table).toString())
        .orderBy("set", "id")
        .collectAsList();
  }
}
