package org.synthassay.embedding;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;

/** Which files beside an ONNX graph hold its weights (onnx.proto3, TensorProto.external_data). */
final class OnnxWeights {

  private static final int DEEPEST = 64;

  private final Set<String> files = new TreeSet<>();

  private OnnxWeights() {}

  /** Their names as the graph has them, relative to its folder. */
  static Set<String> of(ProtoReader model) throws IOException {
    OnnxWeights weights = new OnnxWeights();
    boolean hasGraph = false;
    while (model.next()) {
      switch (model.field()) {
        case 7 -> {
          hasGraph = true;
          weights.graph(model.message(), 0);
        }
        case 25 -> weights.function(model.message());
        default -> {}
      }
    }
    if (!hasGraph) {
      throw new IOException("it holds no graph");
    }
    return weights.files;
  }

  private void graph(ProtoReader graph, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("its graphs nest deeper than " + DEEPEST);
    }
    while (graph.next()) {
      switch (graph.field()) {
        case 1 -> node(graph.message(), depth);
        case 5 -> tensor(graph.message());
        case 15 -> sparse(graph.message());
        default -> {}
      }
    }
  }

  private void function(ProtoReader function) throws IOException {
    while (function.next()) {
      if (function.field() == 7) {
        node(function.message(), 0);
      }
    }
  }

  private void node(ProtoReader node, int depth) throws IOException {
    while (node.next()) {
      if (node.field() == 5) {
        attribute(node.message(), depth);
      }
    }
  }

  private void attribute(ProtoReader attribute, int depth) throws IOException {
    while (attribute.next()) {
      switch (attribute.field()) {
        case 5, 10 -> tensor(attribute.message());
        case 6, 11 -> graph(attribute.message(), depth + 1);
        case 22, 23 -> sparse(attribute.message());
        default -> {}
      }
    }
  }

  private void sparse(ProtoReader sparse) throws IOException {
    while (sparse.next()) {
      if (sparse.field() <= 2) {
        tensor(sparse.message());
      }
    }
  }

  private void tensor(ProtoReader tensor) throws IOException {
    String location = "";
    boolean external = false;
    while (tensor.next()) {
      switch (tensor.field()) {
        case 13 -> {
          String named = location(tensor.message());
          location = named.isEmpty() ? location : named;
        }
        case 14 -> external = tensor.number() == 1;
        default -> {}
      }
    }
    if (external) {
      files.add(location);
    }
  }

  private static String location(ProtoReader entry) throws IOException {
    String key = "";
    String value = "";
    while (entry.next()) {
      switch (entry.field()) {
        case 1 -> key = entry.text();
        case 2 -> value = entry.text();
        default -> {}
      }
    }
    return key.equals("location") ? value : "";
  }
}
