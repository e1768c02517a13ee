package org.synthassay.math;

import java.io.Serializable;

/** One feature in both sets and how far they differ: a row of {@code spatial} in metrics.json. */
public record Contrast(Summary real, Summary synthetic, double cliffsDelta, double ks)
    implements Serializable {

  /** Each sample non-empty, finite and ascending. */
  public static Contrast of(Compared<double[]> sorted) {
    EffectSize effect = EffectSize.of(sorted);
    return new Contrast(
        Summary.of(sorted.real()),
        Summary.of(sorted.synthetic()),
        effect.cliffsDelta(),
        effect.ks());
  }
}
