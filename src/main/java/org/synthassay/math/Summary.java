package org.synthassay.math;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One feature's values in one set, in a few numbers.
 *
 * @param sd standard deviation, divisor n − 1; null for a single value
 */
public record Summary(double mean, @Nullable Double sd, Quantiles quantiles)
    implements Serializable {

  /** Order statistics, linear in between (type 7): an even count's median is the middle's mean. */
  public record Quantiles(
      double min, double q05, double q25, double median, double q75, double q95, double max)
      implements Serializable {

    private static Quantiles of(double[] sorted) {
      return new Quantiles(
          sorted[0],
          Sorted.quantile(sorted, 0.05),
          Sorted.quantile(sorted, 0.25),
          Sorted.quantile(sorted, 0.5),
          Sorted.quantile(sorted, 0.75),
          Sorted.quantile(sorted, 0.95),
          sorted[sorted.length - 1]);
    }
  }

  /** Two passes; the values are non-empty, finite and ascending. */
  public static Summary of(double[] sorted) {
    Sorted.require("summarised", sorted);
    double sum = 0;
    for (double value : sorted) {
      sum += value;
    }
    double mean = sum / sorted.length;
    double squares = 0;
    for (double value : sorted) {
      squares += (value - mean) * (value - mean);
    }
    Double sd = sorted.length == 1 ? null : (Double) Math.sqrt(squares / (sorted.length - 1));
    return new Summary(mean, sd, Quantiles.of(sorted));
  }
}
