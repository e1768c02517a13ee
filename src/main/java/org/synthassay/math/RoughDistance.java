package org.synthassay.math;

import java.util.Arrays;

/**
 * Squared distances in float32, for pairs that a sieve left over: eight at a time in vector
 * registers, and with a relative error far below that of products, as nothing cancels in the sum.
 */
public final class RoughDistance {
  private static final int LANES = 128;
  private static final double UNIT = 0x1p-24;

  private final int dimension;
  private final double error;
  private final float[] sums = new float[LANES];

  public RoughDistance(int dimension) {
    this.dimension = dimension;
    // A lane adds up to ⌈d/128⌉ squares, 7 halvings follow; a square errs by 3 roundings; the rest
    // covers the float64 sum that it is held against.
    this.error = ((dimension + LANES - 1) / LANES + 7 + 3 + 2) * UNIT * (1 + 1e-5);
  }

  /** The true value is within this share of what {@link #between} gives. */
  public double error() {
    return error;
  }

  /**
   * Σ (a_j − b_j)² in float32; NaN where it overflows, or is so small that what underflows counts.
   *
   * @param a holds the first row from {@code aFrom}
   * @param b holds the second row from {@code bFrom}
   */
  public float between(float[] a, int aFrom, float[] b, int bFrom) {
    Arrays.fill(sums, 0);
    int done = 0;
    for (; done + LANES <= dimension; done += LANES) {
      add(a, aFrom + done, b, bFrom + done, LANES);
    }
    add(a, aFrom + done, b, bFrom + done, dimension - done);
    for (int half = LANES / 2; half > 0; half /= 2) {
      fold(half);
    }
    float sum = sums[0];
    return sum > 0x1p-80f && sum < Float.POSITIVE_INFINITY ? sum : Float.NaN;
  }

  private void add(float[] a, int aFrom, float[] b, int bFrom, int count) {
    float[] into = sums;
    for (int l = 0; l < count; l++) {
      float difference = a[aFrom + l] - b[bFrom + l];
      into[l] += difference * difference;
    }
  }

  private void fold(int half) {
    for (int l = 0; l < half; l++) {
      sums[l] += sums[half + l];
    }
  }
}
