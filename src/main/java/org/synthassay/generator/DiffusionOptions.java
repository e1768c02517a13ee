package org.synthassay.generator;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.NetworkSource;

/**
 * A generator that walks noise down to a picture.
 *
 * @param output of the denoiser; null: its first
 * @param decoder from latents to pictures; null: x₀ is the picture
 * @param shape channels, height and width of the denoiser's state
 */
public record DiffusionOptions(
    NetworkSource denoiser,
    Inputs inputs,
    @Nullable String output,
    @Nullable NetworkSource decoder,
    List<Integer> shape,
    Prediction predicts,
    Schedule schedule,
    SamplerOptions sampler,
    Guidance guidance,
    Latent latent)
    implements GeneratorOptions {

  public DiffusionOptions {
    shape = List.copyOf(shape);
    if (shape.size() != 3 || shape.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException(
          "shape must be [channels, height, width], each >= 1, got " + shape);
    }
    if (decoder == null && !latent.equals(Latent.AS_IT_IS)) {
      throw new IllegalArgumentException("latent goes with a decoder, and there is none");
    }
    if (sampler.grid().last() >= schedule.steps()) {
      throw new IllegalArgumentException(
          "the grid's times must be below the schedule's %d, got %d"
              .formatted(schedule.steps(), sampler.grid().last()));
    }
  }

  /**
   * What the denoiser's inputs are called; null: by position, x, t, then the class.
   *
   * @param x the state
   * @param t its time
   * @param label the class
   */
  public record Inputs(@Nullable String x, @Nullable String t, @Nullable String label)
      implements Serializable {
    public static final Inputs BY_POSITION = new Inputs(null, null, null);
  }

  /** The decoder gets x₀/scale + shift. */
  public record Latent(double scale, double shift) implements Serializable {
    public static final Latent AS_IT_IS = new Latent(1, 0);

    public Latent {
      if (scale == 0) {
        throw new IllegalArgumentException("latent.scale must not be 0");
      }
    }
  }

  @Override
  public List<NetworkSource> networks() {
    return decoder == null ? List.of(denoiser) : List.of(denoiser, decoder);
  }
}
