package org.synthassay.distance;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * KID: the unbiased squared maximum mean discrepancy under k(x, y) = (x·y/d + 1)³ (Bińkowski et al.
 * 2018); it may be slightly negative.
 *
 * @param value over all pairs, or the mean over subsets
 * @param pairs "all" or "subsets"
 * @param standardDeviation between subsets, divisor subsets − 1; null for all pairs
 * @param subsets how many; null for all pairs
 * @param subsetSize images of each set in a subset; null for all pairs
 */
public record KernelDistance(
    double value,
    String pairs,
    @Nullable Double standardDeviation,
    @Nullable Integer subsets,
    @Nullable Integer subsetSize)
    implements Serializable {

  /** More images in a set than this, and subsets are scored. */
  public static final int ALL_PAIRS_UP_TO = 10_000;

  /**
   * @param real Σ k over ordered pairs of different real rows
   * @param synthetic the same for synthetic rows
   * @param across Σ k over pairs of a real and a synthetic row
   */
  public record Sums(double real, double synthetic, double across) implements Serializable {

    /** The estimate from n real and m synthetic rows. */
    public double estimate(long n, long m) {
      return real / ((double) n * (n - 1))
          + synthetic / ((double) m * (m - 1))
          - 2 * across / ((double) n * m);
    }
  }

  public static KernelDistance ofAllPairs(Sums sums, long n, long m) {
    return new KernelDistance(sums.estimate(n, m), "all", null, null, null);
  }

  /** How far the subsets' mean is from that over all of them. */
  public double subsetsError() {
    return standardDeviation == null || subsets == null
        ? 0
        : standardDeviation / Math.sqrt(subsets);
  }

  public static KernelDistance ofSubsets(double[] estimates, int size) {
    int count = estimates.length;
    double mean = 0;
    for (double estimate : estimates) {
      mean += estimate / count;
    }
    double squares = 0;
    for (double estimate : estimates) {
      squares += (estimate - mean) * (estimate - mean);
    }
    return new KernelDistance(mean, "subsets", Math.sqrt(squares / (count - 1)), count, size);
  }
}
