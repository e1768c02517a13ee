package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;

/** A file that is no usable network is refused with its name and the rule. */
class ModelFileTest {

  private final Path folder;

  ModelFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"scan.onnx", "scan.pt"})
  void noiseIsNoModel(String name) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "not a network");
    assertThatThrownBy(() -> open(file, EngineChoice.AUTO))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(name + ": must be a");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> open(folder.resolve("gone.onnx"), EngineChoice.AUTO))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("gone.onnx: the model must be a readable file");
  }

  @Test
  void theEngineMustFitTheFile() throws IOException {
    Path file = NetworkFixture.convolution(folder);
    assertThatThrownBy(() -> open(file, EngineChoice.PYTORCH))
        .hasMessageContaining("convolution.onnx: engine must be auto or OnnxRuntime, got PYTORCH");
  }

  @Test
  void fourChannelsAreNotThree() throws IOException {
    Path file = NetworkFixture.channelMeans(folder, -1, 4, 8, 8);
    assertThatThrownBy(() -> open(file, EngineChoice.AUTO))
        .hasMessageContaining("must take one input N×3×side×side")
        .hasMessageContaining("[?, 4, 8, 8]");
  }

  @Test
  void aFixedBatchAboveOneIsRefused() throws IOException {
    Path file = NetworkFixture.channelMeans(folder, 8, 3, 8, 8);
    assertThatThrownBy(() -> open(file, EngineChoice.AUTO))
        .hasMessageContaining("the batch must be free or 1, got 8");
  }

  @Test
  void anImageIsNoEmbedding() throws IOException {
    Path file = NetworkFixture.single(folder, "Relu");
    assertThatThrownBy(() -> open(file, EngineChoice.AUTO))
        .hasMessageContaining("Relu.onnx: must give one output N×d of float32, half or double")
        .hasMessageContaining("(2, 3, 8, 8)");
  }

  @Test
  void pooledFeaturesMayKeepTheirOneByOne() throws IOException {
    Path file = NetworkFixture.single(folder, "GlobalAveragePool");
    open(file, EngineChoice.AUTO);
    assertThat(file).exists();
  }

  @Test
  void theHashIsOfTheFile() throws IOException {
    Path file = NetworkFixture.convolution(folder);
    String sha256 = ModelFileTest.sha256(file);
    try (ModelFile model = ModelFile.of(options(file, EngineChoice.AUTO), file)) {
      assertThat(model.sha256()).isEqualTo(sha256);
    }
    assertThat(file).exists();
  }

  @Test
  void anotherFileThanTheOneNamedIsRefused() throws IOException {
    Path file = NetworkFixture.convolution(folder);
    assertThatThrownBy(() -> ModelFile.of(options(file, null, "0".repeat(64)), file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("convolution.onnx")
        .hasMessageContaining("must have the SHA-256 that is configured, 000")
        .hasMessageContaining("has " + sha256(file));
  }

  @Test
  void aSideIsTakenWhereTheFileLeavesItFreeAndRefusedWhereItDoesNot() throws IOException {
    Path free = NetworkFixture.channelMeans(folder, -1, 3, -1, -1);
    try (Encoder encoder = Encoder.open(options(free, 40, null), free, Placement.cpu(1))) {
      assertThat(encoder.facts().side()).isEqualTo(40);
    }
    Path fixed = NetworkFixture.channelMeans(folder, -1, 3, 8, 8);
    assertThatThrownBy(() -> Encoder.open(options(fixed, 40, null), fixed, Placement.cpu(1)))
        .hasMessageContaining("takes 8 pixels a side, but side = 40");
  }

  private static EmbeddingOptions options(
      Path file, @Nullable Integer side, @Nullable String sha256) {
    return new EmbeddingOptions(
        file.toString(),
        EngineChoice.AUTO,
        ResizeMode.AUTO,
        Normalisation.AUTO,
        4,
        DeviceChoice.CPU,
        side,
        sha256);
  }

  private static void open(Path file, EngineChoice engine) {
    Encoder.open(options(file, engine), file, Placement.cpu(1)).close();
  }

  private static EmbeddingOptions options(Path file, EngineChoice engine) {
    return new EmbeddingOptions(
        file.toString(),
        engine,
        ResizeMode.AUTO,
        Normalisation.AUTO,
        4,
        DeviceChoice.CPU,
        null,
        null);
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
