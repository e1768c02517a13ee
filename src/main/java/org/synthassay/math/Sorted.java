package org.synthassay.math;

/** What the statistics of this package may rely on: finite values in ascending order. */
final class Sorted {
  private Sorted() {}

  /** Returns {@code values}; throws where they are empty, not finite or out of order. */
  static double[] require(String name, double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(name + " values must not be empty");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            name + " values must be finite, got " + values[i] + " at " + i);
      }
      if (i > 0 && values[i] < values[i - 1]) {
        throw new IllegalArgumentException(
            name + " values must ascend, got " + values[i] + " after " + values[i - 1]);
      }
    }
    return values;
  }

  /** First index from {@code start} on whose value is above {@code value}. */
  static int endOfTies(double[] values, int start, double value) {
    int end = start;
    while (end < values.length && values[end] <= value) {
      end++;
    }
    return end;
  }

  /**
   * Quantile at {@code p} in [0, 1], linear between order statistics (Hyndman and Fan's type 7).
   */
  static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, sorted.length - 1);
    double fraction = at - below;
    return (1 - fraction) * sorted[below] + fraction * sorted[above];
  }
}
