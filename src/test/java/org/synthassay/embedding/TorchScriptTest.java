package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;
import org.synthassay.image.Pixels;

/** TorchScript goes the way of ONNX, and its input is found by trying. */
class TorchScriptTest {

  private final Path folder;

  TorchScriptTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private final List<Pixels> images =
      List.of(ImageFixture.colour(50, 40, 1), ImageFixture.grey(30, 70, 2));

  @Test
  void torchScriptAgreesWithOnnx() throws IOException {
    float[][] torch = embed(NetworkFixture.torchScript(folder, "torch.mean(x, [2, 3])"));
    float[][] onnx = embed(NetworkFixture.channelMeans(folder, -1, 3, -1, -1));
    for (int i = 0; i < onnx.length; i++) {
      for (int c = 0; c < 3; c++) {
        assertThat(torch[i][c]).isCloseTo(onnx[i][c], within(1e-5f));
      }
    }
  }

  /** A view needs planes: a tensor with its channels last has no such strides. */
  @Test
  void aNetworkThatNeedsPlanesGetsPlanes() throws IOException {
    float[][] viewed =
        embed(NetworkFixture.torchScript(folder, "torch.mean(torch.view(x, [-1, 3, 89401]), [2])"));
    float[][] plain = embed(NetworkFixture.channelMeans(folder, -1, 3, -1, -1));
    assertThat(viewed[0]).usingComparatorWithPrecision(1e-5f).containsExactly(plain[0]);
  }

  @Test
  void aNetworkThatRefuses299Gets224() throws IOException {
    Path file =
        NetworkFixture.torchScript(folder, "torch.mean(torch.reshape(x, [-1, 3, 50176]), [2])");
    assertThat(facts(file).side()).isEqualTo(224);
  }

  @Test
  void aNetworkThatRefusesAllSidesIsNamed() throws IOException {
    Path file = NetworkFixture.torchScript(folder, "torch.reshape(x, [-1, 7, 11])");
    assertThatThrownBy(() -> facts(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("net.pt: failed on (2, 299, 299, 3)");
  }

  private static ModelFacts facts(Path file) {
    try (Encoder encoder = Encoder.open(options(file), file, Placement.cpu(1))) {
      return encoder.facts();
    }
  }

  private float[][] embed(Path file) {
    try (Encoder encoder = Encoder.open(options(file), file, Placement.cpu(1))) {
      assertThat(encoder.facts().side()).isEqualTo(299);
      return encoder.embed(images);
    }
  }

  private static EmbeddingOptions options(Path file) {
    return new EmbeddingOptions(
        file.toString(),
        EngineChoice.AUTO,
        ResizeMode.TF1,
        Normalisation.AUTO,
        4,
        DeviceChoice.CPU,
        null,
        null);
  }
}
