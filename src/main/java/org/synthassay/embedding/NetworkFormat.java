package org.synthassay.embedding;

import java.util.Arrays;
import java.util.Optional;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;

/** The kinds of files that hold a network, by how their names end. */
public enum NetworkFormat {
  ONNX(".onnx", EngineChoice.ONNXRUNTIME),
  TORCHSCRIPT(".pt", EngineChoice.PYTORCH);

  private final String suffix;
  private final EngineChoice engine;

  NetworkFormat(String suffix, EngineChoice engine) {
    this.suffix = suffix;
    this.engine = engine;
  }

  /** Empty where the name is no network's. */
  public static Optional<NetworkFormat> of(String name) {
    return Arrays.stream(values()).filter(format -> name.endsWith(format.suffix)).findFirst();
  }

  /**
   * The same of a name that is checked; the built-in network is written as ONNX.
   *
   * @throws ModelException where it is no network's after all
   */
  public static NetworkFormat required(String uri) {
    return uri.equals(EmbeddingOptions.GIST)
        ? ONNX
        : of(uri).orElseThrow(() -> new ModelException(uri, "must end in .onnx or .pt"));
  }

  public String suffix() {
    return suffix;
  }

  /** The only engine that runs it. */
  public EngineChoice engine() {
    return engine;
  }
}
