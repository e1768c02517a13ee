package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.embedding.TensorInput.Element;

class TensorNetworkTest {

  private final Path folder;

  TensorNetworkTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** x + y, y whole numbers. */
  private Path sum() throws IOException {
    OnnxGraph graph = new OnnxGraph("sum");
    String x = graph.input("x", OnnxGraph.Element.FLOAT32, -1, 2);
    String y = graph.input("y", OnnxGraph.Element.INT64, -1, 2);
    String floats = graph.node("Cast", List.of(y), OnnxGraph.Attribute.of("to", 1));
    graph.node("Add", List.of(x, floats), List.of("sum"));
    graph.output("sum", -1, 2);
    return Files.write(folder.resolve("sum.onnx"), graph.toByteArray());
  }

  @Test
  void inputsGoByNameAndAreDeclared() throws IOException {
    try (TensorNetwork network = TensorNetwork.open("sum.onnx", sum(), Placement.cpu(1))) {
      assertThat(TensorPort.list(network.inputs())).isEqualTo("x float [?, 2], y int64 [?, 2]");
      TensorInput x = new TensorInput("x", Element.FLOAT, 2, 2);
      TensorInput y = new TensorInput("y", Element.INT64, 2, 2);
      x.write(new float[] {1, 2, 3, 4});
      y.fill(10);
      assertThat(network.run(List.of(y, x), "sum").values()).containsExactly(11, 12, 13, 14);
      y.set(3, -4);
      assertThat(network.run(List.of(y, x), null).values()).containsExactly(11, 12, 13, 0);
      TensorInput wide = new TensorInput("y", Element.INT64, 2, 3);
      assertThatThrownBy(() -> network.run(List.of(x, wide), null))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("sum.onnx: failed");
    }
  }

  @Test
  void anEncoderOpensBesideATensorNetwork() throws IOException {
    try (TensorNetwork network = TensorNetwork.open("sum.onnx", sum(), Placement.cpu(1))) {
      assertThat(network.engine()).startsWith("OnnxRuntime ");
      EmbeddingOptions gist =
          new EmbeddingOptions(
              EmbeddingOptions.GIST,
              EmbeddingOptions.EngineChoice.AUTO,
              EmbeddingOptions.ResizeMode.AUTO,
              EmbeddingOptions.Normalisation.AUTO,
              4,
              EmbeddingOptions.DeviceChoice.CPU,
              null,
              null);
      try (Encoder encoder = Encoder.open(gist, null, Placement.cpu(1))) {
        assertThat(encoder.dimension()).isEqualTo(2176);
      }
    }
  }

  /** Field by field as ONNX has it: an initializer whose data lies in another file. */
  private static byte[] naming(String file) {
    ProtoMessage location = new ProtoMessage().text(1, "location").text(2, file);
    ProtoMessage offset = new ProtoMessage().text(1, "offset").text(2, "0");
    ProtoMessage inside =
        new ProtoMessage().number(1, 4).number(2, 1).text(8, "b").bytes(9, new byte[300]);
    ProtoMessage outside =
        new ProtoMessage()
            .number(1, 4)
            .text(8, "w")
            .message(13, location)
            .message(13, offset)
            .number(14, 1);
    ProtoMessage graph = new ProtoMessage().text(2, "graph").message(5, inside).message(5, outside);
    return new ProtoMessage().number(1, 8).message(7, graph).toByteArray();
  }

  @Test
  void weightsBesideTheFileAreFound() throws IOException {
    byte[] model = naming("model.onnx_data");
    assertThat(ExternalWeights.names("m.onnx", new ByteArrayInputStream(model), model.length))
        .containsExactly("model.onnx_data");
    byte[] whole = Files.readAllBytes(sum());
    assertThat(ExternalWeights.names("m.onnx", new ByteArrayInputStream(whole), whole.length))
        .isEmpty();
  }

  @Test
  void weightsOutsideTheFoldersAreRefused() {
    for (String name : List.of("../secret", "/etc/passwd", "sub/weights", ".hidden")) {
      byte[] model = naming(name);
      assertThatThrownBy(
              () -> ExternalWeights.names("m.onnx", new ByteArrayInputStream(model), model.length))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("its weights must lie beside it, and it names the file '" + name);
    }
  }

  @Test
  void aCutFileIsRefused() {
    byte[] text = "<html>no network</html>".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> ExternalWeights.names("m.onnx", new ByteArrayInputStream(text), text.length))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("m.onnx: is no ONNX file, or is cut");
  }
}
