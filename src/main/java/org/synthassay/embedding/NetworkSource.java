package org.synthassay.embedding;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A network as it is configured.
 *
 * @param uri of an ONNX (.onnx) or TorchScript (.pt) file on any Hadoop file system
 * @param sha256 that its files must have, lower-case hex; null: any
 */
public record NetworkSource(String uri, @Nullable String sha256) implements Serializable {
  public NetworkSource {
    if (NetworkFormat.of(uri).isEmpty()) {
      throw new IllegalArgumentException(
          "must be an ONNX (.onnx) or TorchScript (.pt) file, got " + uri);
    }
  }

  /** Whatever it holds. */
  public static NetworkSource of(String uri) {
    return new NetworkSource(uri, null);
  }
}
