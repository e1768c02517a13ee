package org.synthassay.embedding;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Writes an ONNX file: a graph of nodes over float32 tensors, with the field numbers of onnx.proto3
 * (IR version 8, operator set 14).
 */
public final class OnnxGraph {

  private static final int IR_VERSION = 8;
  private static final int OPERATOR_SET = 14;

  private final ProtoMessage graph = new ProtoMessage();
  private int nodes;

  public OnnxGraph(String name) {
    graph.text(2, name);
  }

  /** Element types, with ONNX's numbers. */
  public enum Element {
    FLOAT32(1),
    UINT8(2),
    INT64(7);

    final int number;

    Element(int number) {
      this.number = number;
    }
  }

  /** A whole-number attribute of a node: one value, or a list where ONNX asks for one. */
  public record Attribute(String name, boolean list, long... values) {
    public static Attribute of(String name, long value) {
      return new Attribute(name, false, value);
    }

    public static Attribute list(String name, long... values) {
      return new Attribute(name, true, values);
    }
  }

  /** Declares an input; a dimension of −1 is free. */
  public String input(String name, Element type, long... dims) {
    graph.message(11, tensor(name, type, dims));
    return name;
  }

  /** Declares a float32 output; a dimension of −1 is free. */
  public void output(String name, long... dims) {
    graph.message(12, tensor(name, Element.FLOAT32, dims));
  }

  /** Adds a constant float32 tensor, row-major. */
  public String floats(String name, float[] values, long... dims) {
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    return constant(name, Element.FLOAT32, raw.array(), dims);
  }

  /** Adds a constant list of int64. */
  public String longs(String name, long... values) {
    ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    raw.asLongBuffer().put(values);
    return constant(name, Element.INT64, raw.array(), values.length);
  }

  /** Adds a node with one output, and returns that output's name. */
  public String node(String operator, List<String> inputs, Attribute... attributes) {
    String output = operator + "_" + nodes++;
    node(operator, inputs, List.of(output), attributes);
    return output;
  }

  /** Adds a node with the given outputs. */
  public void node(
      String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
    ProtoMessage node = new ProtoMessage();
    inputs.forEach(input -> node.text(1, input));
    outputs.forEach(output -> node.text(2, output));
    node.text(4, operator);
    for (Attribute attribute : attributes) {
      node.message(5, attribute(attribute));
    }
    graph.message(1, node);
  }

  /** The whole file. */
  public byte[] toByteArray() {
    return new ProtoMessage()
        .number(1, IR_VERSION)
        .text(2, "synthassay")
        .message(7, graph)
        .message(8, new ProtoMessage().text(1, "").number(2, OPERATOR_SET))
        .toByteArray();
  }

  private String constant(String name, Element type, byte[] raw, long... dims) {
    ProtoMessage tensor = new ProtoMessage();
    for (long dim : dims) {
      tensor.number(1, dim);
    }
    graph.message(5, tensor.number(2, type.number).text(8, name).bytes(9, raw));
    return name;
  }

  private static ProtoMessage attribute(Attribute attribute) {
    ProtoMessage message = new ProtoMessage().text(1, attribute.name());
    for (long value : attribute.values()) {
      message.number(attribute.list() ? 8 : 3, value);
    }
    return message.number(20, attribute.list() ? 7 : 2);
  }

  private static ProtoMessage tensor(String name, Element type, long... dims) {
    ProtoMessage shape = new ProtoMessage();
    for (long dim : dims) {
      ProtoMessage size = new ProtoMessage();
      shape.message(1, dim < 0 ? size.text(2, "n") : size.number(1, dim));
    }
    ProtoMessage tensorType = new ProtoMessage().number(1, type.number).message(2, shape);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensorType));
  }
}
