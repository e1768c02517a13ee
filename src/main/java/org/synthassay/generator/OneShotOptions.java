package org.synthassay.generator;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.NetworkSource;

/**
 * A generator that turns z, and perhaps a class, into a picture at once.
 *
 * @param output null: its first
 * @param size values of z
 * @param truncation what the network's truncation input gets; null: it has none
 */
public record OneShotOptions(
    NetworkSource network,
    Inputs inputs,
    @Nullable String output,
    int size,
    Law law,
    ClassInput label,
    @Nullable Double truncation)
    implements GeneratorOptions {

  /** How z is drawn. */
  public enum Law {
    NORMAL,
    /** Each value in −1..1. */
    UNIFORM,
    /** Normal, divided by its length. */
    SPHERE,
    /** NumPy's RandomState(seed + image).randn, as StyleGAN's own script. */
    NUMPY_RANDOMSTATE
  }

  /** How the class goes in. */
  public enum ClassInput {
    NONE,
    ONE_HOT,
    INDEX
  }

  /** What the inputs are called; null: by position, z, then the class, then truncation. */
  public record Inputs(@Nullable String z, @Nullable String label, @Nullable String truncation)
      implements Serializable {
    public static final Inputs BY_POSITION = new Inputs(null, null, null);
  }

  public OneShotOptions {
    if (size < 1) {
      throw new IllegalArgumentException("z.size must be >= 1, got " + size);
    }
  }

  @Override
  public List<NetworkSource> networks() {
    return List.of(network);
  }
}
