package org.synthassay.spark.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.ModelFacts;
import org.synthassay.embedding.NetworkFixture;
import org.synthassay.spark.run.LocalSpark;

/** A network reaches the executors whatever its path and with all of its files. */
class ShippedFilesTest {
  private final SparkContext spark = LocalSpark.session().sparkContext();
  private final Path folder;

  ShippedFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void twoNetworksOfOneNameOnOddPathsAreBothKept() throws IOException {
    Path one = Files.createDirectories(folder.resolve("my nets #1, 50%"));
    Path other = Files.createDirectories(folder.resolve("100%25 [b]"));
    Path first = NetworkFixture.weighted(one, "net #1 %20.onnx", 2);
    Path second = NetworkFixture.weighted(other, "net #1 %20.onnx", 4);
    ModelFacts facts = facts(first.toString());
    assertThat(facts.uri()).isEqualTo(first.toString());
    assertThat(facts.dimension()).isEqualTo(3);
    assertThat(facts("file:" + second).sha256())
        .as("one graph with other weights")
        .isNotEqualTo(facts.sha256());
  }

  @Test
  void missingWeightsAreNamedBeforeAnythingIsSent() throws IOException {
    Path net = NetworkFixture.weighted(folder, "net.onnx", 2);
    Files.move(folder.resolve("the weights.data"), folder.resolve("renamed.data"));
    assertThatThrownBy(() -> facts(net.toString()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("needs its weights in 'the weights.data' beside it");
  }

  @Test
  void whatAnExecutorFindsIsASentenceAndNoFailureOfItsTask() throws IOException {
    Path net = Files.write(folder.resolve("bad.pt"), new byte[] {'P', 'K', 3, 4});
    assertThatThrownBy(() -> facts(net.toString()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("bad.pt: must be a TorchScript file");
    Path cut = NetworkFixture.weighted(folder, "cut.onnx", 2);
    Files.write(folder.resolve("the weights.data"), new byte[1]);
    assertThatThrownBy(() -> facts(cut.toString()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("cut.onnx: must be an ONNX file that runs on cpu")
        .hasMessageNotContaining("Job aborted");
  }

  @Test
  void noFileIsSaidSo() {
    assertThatThrownBy(() -> facts(folder.resolve("gone.onnx").toString()))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("no such model file");
  }

  private ModelFacts facts(String model) {
    var options = NetworkFixture.options(model, 4);
    return ShippedModel.ship(spark, options).facts(spark);
  }
}
