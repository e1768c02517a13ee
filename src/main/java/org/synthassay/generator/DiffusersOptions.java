package org.synthassay.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.NetworkSource;

/**
 * A folder as the package diffusers leaves it, with its networks in ONNX.
 *
 * @param steps null: 50, or all of a DDPM scheduler's
 * @param shape null: what the folder says
 */
public record DiffusersOptions(
    String folder,
    @Nullable Integer steps,
    double eta,
    Guidance guidance,
    @Nullable List<Integer> shape)
    implements GeneratorOptions {

  public static DiffusersOptions of(String folder) {
    return new DiffusersOptions(folder, null, 0, Guidance.NONE, null);
  }

  @Override
  public List<NetworkSource> networks() {
    throw new IllegalStateException(folder + " was not read yet");
  }
}
