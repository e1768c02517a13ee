package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;

/** Weights beside a graph are found, and what only looks like a network is told by what it is. */
class NetworkFilesTest {
  private final Path folder;

  NetworkFilesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path graph() throws IOException {
    return new OnnxBytes()
        .input("x", OnnxBytes.FLOAT, -1, 3, 16, 16)
        .beside("scale", "my weights #1.data", 1)
        .beside("shift", "more/b.data", 1)
        .node("Mul", List.of("x", "scale"), "scaled")
        .node("Add", List.of("scaled", "shift"), "shifted")
        .means("shifted", "means")
        .output("means", OnnxBytes.FLOAT, -1, 3)
        .write(folder.resolve("net.onnx"));
  }

  @Test
  void weightsInSeveralFilesAreReadAndHashed() throws Exception {
    Path graph = graph();
    assertThat(NetworkFiles.weights("net.onnx", graph))
        .containsExactly("more/b.data", "my weights #1.data");
    assertThatThrownBy(() -> open(graph))
        .hasMessageContaining("needs its weights in 'more/b.data' beside it, which is not there");
    Files.createDirectory(folder.resolve("more"));
    Path shift = Files.write(folder.resolve("more/b.data"), OnnxBytes.floats(7));
    assertThatThrownBy(() -> open(graph)).hasMessageContaining("weights in 'my weights #1.data'");
    Path scale = Files.write(folder.resolve("my weights #1.data"), OnnxBytes.floats(2));
    MessageDigest all = MessageDigest.getInstance("SHA-256");
    for (Path file : List.of(graph, shift, scale)) {
      all.update(Files.readAllBytes(file));
    }
    try (Encoder encoder = open(graph)) {
      assertThat(encoder.facts().sha256()).isEqualTo(HexFormat.of().formatHex(all.digest()));
      float mean = encoder.embed(List.of(ImageFixture.grey(16, 16, 1)))[0][0];
      Files.write(scale, OnnxBytes.floats(4));
      try (Encoder other = open(graph)) {
        assertThat(other.facts().sha256()).isNotEqualTo(encoder.facts().sha256());
        assertThat(other.embed(List.of(ImageFixture.grey(16, 16, 1)))[0][0] - 7)
            .isCloseTo(2 * (mean - 7), org.assertj.core.api.Assertions.within(1e-4f));
      }
    }
    Files.write(scale, new byte[2]);
    assertThatThrownBy(() -> open(graph)).isInstanceOf(ModelException.class);
  }

  @ParameterizedTest
  @CsvSource({"../secret", "/etc/passwd", "a/../../b", "'', "})
  void weightsOutsideTheFolderAreRefused(String location) throws IOException {
    Path file =
        new OnnxBytes()
            .input("x", OnnxBytes.FLOAT, -1, 3, 16, 16)
            .beside("scale", location == null ? "" : location, 1)
            .node("Mul", List.of("x", "scale"), "y")
            .output("y", OnnxBytes.FLOAT, -1, 3, 16, 16)
            .write(folder.resolve("out.onnx"));
    assertThatThrownBy(() -> open(file))
        .hasMessageContaining("out.onnx: must name its weights inside its own folder");
  }

  @ParameterizedTest
  @CsvSource({
    "a.onnx, 'version https://git-lfs.github.com/spec/v1', is a pointer of Git LFS",
    "a.pt, 'version https://git-lfs.github.com/spec/v1', is a pointer of Git LFS",
    "a.onnx, '<!DOCTYPE html><html>', is a web page",
    "a.onnx, '', is empty",
    "a.pt, '', is empty",
    "a.onnx, PK-, 'is a zip, as TorchScript is'",
    "a.pt, weights, must be a TorchScript file",
    "a.onnx, not a network, must be a whole ONNX file"
  })
  void whatIsTakenForANetworkIsNamed(String name, String content, String said) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(name + ": " + said);
  }

  @Test
  void weightsWithoutTheirNetworkAreNamed() throws IOException {
    Path file = folder.resolve("state.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("state/data.pkl"));
      zip.write("\u0080\u0002}q\0.".getBytes(StandardCharsets.ISO_8859_1));
    }
    assertThatThrownBy(() -> open(file))
        .hasMessageContaining("state.pt: holds weights without the network (a state dict)");
    Files.writeString(file, "\u0080\u0002}q\0.", StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> open(file)).hasMessageContaining("is a pickle of weights");
  }

  /** Whatever is cut or flipped: a sentence, no other exception, no endless walk. */
  @Test
  void damagedGraphsEndInASentence() throws IOException {
    byte[] whole = Files.readAllBytes(graph());
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2000; i++) {
      byte[] bad =
          java.util.Arrays.copyOf(whole, i % 2 == 0 ? random.nextInt(whole.length) : whole.length);
      if (bad.length > 0) {
        bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path file = Files.write(folder.resolve("bad.onnx"), bad);
      try {
        assertThat(NetworkFiles.weights("bad.onnx", file)).isNotNull();
      } catch (ModelException e) {
        assertThat(e).hasMessageStartingWith("bad.onnx: ");
      }
    }
  }

  private static Encoder open(Path file) {
    EmbeddingOptions options =
        new EmbeddingOptions(
            file.toString(),
            EngineChoice.AUTO,
            ResizeMode.NONE,
            Normalisation.RAW,
            4,
            DeviceChoice.CPU,
            null,
            null);
    return Encoder.open(options, file, Placement.cpu(1));
  }
}
