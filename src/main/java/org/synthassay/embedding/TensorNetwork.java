package org.synthassay.embedding;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loaded network of any inputs, of which one float output is read; safe for threads. */
public interface TensorNetwork extends AutoCloseable {

  /** Loads an ONNX (.onnx) or TorchScript (.pt) file. */
  static TensorNetwork open(String uri, Path file, Placement placement) {
    return switch (NetworkFormat.required(uri)) {
      case ONNX -> OnnxTensors.load(uri, file, placement);
      case TORCHSCRIPT -> TorchTensors.load(uri, file, placement);
    };
  }

  /** As configured: names the network in messages. */
  String uri();

  /** Name and version of what runs it. */
  String engine();

  /** What the file declares, in its order; empty where it tells nothing, as TorchScript. */
  List<TensorPort> inputs();

  List<TensorPort> outputs();

  /**
   * @param inputs by their names, or in the network's order where the file tells no names
   * @param output whose values are given back; null: the first
   * @throws ModelException where the network refuses them
   */
  TensorOutput run(List<TensorInput> inputs, @Nullable String output);

  @Override
  void close();
}
