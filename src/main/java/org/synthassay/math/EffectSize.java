package org.synthassay.math;

import java.io.Serializable;

/**
 * How far one feature's values in the synthetic set stand from those in the real set.
 *
 * @param cliffsDelta P(synthetic &gt; real) − P(synthetic &lt; real) over all pairs, in [−1, 1]
 *     (Cliff 1993): positive where synthetic values are larger
 * @param ks largest distance between the two empirical distribution functions, in [0, 1]
 *     (Kolmogorov–Smirnov)
 */
public record EffectSize(double cliffsDelta, double ks) implements Serializable {

  /** Exact, one pass over both samples; each non-empty, finite and ascending. */
  public static EffectSize of(Compared<double[]> sorted) {
    double[] real = Sorted.require("real", sorted.real());
    double[] synthetic = Sorted.require("synthetic", sorted.synthetic());
    int i = 0;
    int j = 0;
    long balance = 0;
    double ks = 0;
    while (i < real.length && j < synthetic.length) {
      double value = Math.min(real[i], synthetic[j]);
      int realEnd = Sorted.endOfTies(real, i, value);
      int syntheticEnd = Sorted.endOfTies(synthetic, j, value);
      // Each synthetic value here beats the i real ones before it and loses to those after the tie.
      balance += (syntheticEnd - j) * ((long) i - (real.length - realEnd));
      i = realEnd;
      j = syntheticEnd;
      ks = Math.max(ks, Math.abs((double) i / real.length - (double) j / synthetic.length));
    }
    // Synthetic values above every real one are left when the real set runs out first.
    balance += (long) (synthetic.length - j) * real.length;
    return new EffectSize((double) balance / ((double) real.length * synthetic.length), ks);
  }
}
