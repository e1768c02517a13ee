package org.synthassay.math;

/** The one squared Euclidean distance: every decision of the audit compares its bits. */
public final class SquaredDistance {
  private static final int LANES = 8;

  private SquaredDistance() {}

  /**
   * Σ_j (a_j − b_j)² in float64, j in one fixed order: eight interleaved partial sums, added
   * pairwise. Equal rows give exactly 0, and swapping the rows gives the same bits.
   *
   * @param a holds the first row from {@code aFrom}
   * @param b holds the second row from {@code bFrom}
   * @param dimension values of a row
   */
  public static double between(float[] a, int aFrom, float[] b, int bFrom, int dimension) {
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
    int whole = dimension - dimension % LANES;
    for (int j = 0; j < whole; j += LANES) {
      double d0 = (double) a[aFrom + j] - b[bFrom + j];
      double d1 = (double) a[aFrom + j + 1] - b[bFrom + j + 1];
      double d2 = (double) a[aFrom + j + 2] - b[bFrom + j + 2];
      double d3 = (double) a[aFrom + j + 3] - b[bFrom + j + 3];
      double d4 = (double) a[aFrom + j + 4] - b[bFrom + j + 4];
      double d5 = (double) a[aFrom + j + 5] - b[bFrom + j + 5];
      double d6 = (double) a[aFrom + j + 6] - b[bFrom + j + 6];
      double d7 = (double) a[aFrom + j + 7] - b[bFrom + j + 7];
      s0 += d0 * d0;
      s1 += d1 * d1;
      s2 += d2 * d2;
      s3 += d3 * d3;
      s4 += d4 * d4;
      s5 += d5 * d5;
      s6 += d6 * d6;
      s7 += d7 * d7;
    }
    double rest = 0;
    for (int j = whole; j < dimension; j++) {
      double difference = (double) a[aFrom + j] - b[bFrom + j];
      rest += difference * difference;
    }
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7)) + rest;
  }
}
