package org.synthassay.embedding;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** ONNX files as other programs write them: any element types, several outputs, weights beside. */
final class OnnxBytes {
  static final int FLOAT = 1;
  static final int INT64 = 7;
  static final int HALF = 10;
  static final int DOUBLE = 11;

  private final ProtoMessage graph = new ProtoMessage().text(2, "graph");

  OnnxBytes input(String name, int type, long... dims) {
    graph.message(11, value(name, type, dims));
    return this;
  }

  OnnxBytes output(String name, int type, long... dims) {
    graph.message(12, value(name, type, dims));
    return this;
  }

  OnnxBytes node(String operator, List<String> inputs, String output, ProtoMessage... attributes) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(4, operator);
    for (ProtoMessage attribute : attributes) {
      node.message(5, attribute);
    }
    graph.message(1, node);
    return this;
  }

  static ProtoMessage number(String name, long value) {
    return new ProtoMessage().text(1, name).number(3, value).number(20, 2);
  }

  static ProtoMessage numbers(String name, long... values) {
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    for (long value : values) {
      attribute.number(8, value);
    }
    return attribute.number(20, 7);
  }

  /** A float32 constant whose values lie in a file beside the graph. */
  OnnxBytes beside(String name, String file, long... dims) {
    ProtoMessage tensor = new ProtoMessage();
    for (long dim : dims) {
      tensor.number(1, dim);
    }
    graph.message(
        5,
        tensor
            .number(2, FLOAT)
            .text(8, name)
            .message(13, new ProtoMessage().text(1, "location").text(2, file))
            .number(14, 1));
    return this;
  }

  /** {@code means} of each of N×C×H×W's planes. */
  OnnxBytes means(String images, String means) {
    return node("ReduceMean", List.of(images), means, numbers("axes", 2, 3), number("keepdims", 0));
  }

  Path write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.write(
        file,
        new ProtoMessage()
            .number(1, 8)
            .message(7, graph)
            .message(8, new ProtoMessage().text(1, "").number(2, 14))
            .toByteArray());
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  private static ProtoMessage value(String name, int type, long... dims) {
    ProtoMessage shape = new ProtoMessage();
    for (long dim : dims) {
      ProtoMessage size = new ProtoMessage();
      shape.message(1, dim < 0 ? size.text(2, "d" + -dim) : size.number(1, dim));
    }
    ProtoMessage tensor = new ProtoMessage().number(1, type).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }
}
