package org.synthassay.spatial;

import java.util.Arrays;

/** Haralick's features of one direction, from the counts of its unordered pairs of levels. */
final class AngleSums {
  /** c·log₂c for the counts that most cells hold. */
  private static final double[] TIMES_LOG2 = new double[4096];

  static {
    for (int c = 1; c < TIMES_LOG2.length; c++) {
      TIMES_LOG2[c] = c * log2(c);
    }
  }

  /** Pairs by the difference of their levels. */
  private final long[] differences = new long[256];

  private double squares;
  private double logs;

  void clear() {
    Arrays.fill(differences, 0);
    squares = 0;
    logs = 0;
  }

  /** Adds c pairs of two levels. Equal levels have p = c/n, others c/2n twice: so Σc², Σc²/2. */
  void add(int c, int difference) {
    differences[difference] += c;
    squares += (difference == 0 ? 1 : 0.5) * c * c;
    logs += c < TIMES_LOG2.length ? TIMES_LOG2[c] : c * log2(c);
  }

  double asm() {
    double n = pairs();
    return squares / (n * n);
  }

  double con() {
    double sum = 0;
    for (int d = 1; d < differences.length; d++) {
      sum += d * d * (double) differences[d];
    }
    return sum / pairs();
  }

  /** Σ c·(log₂n − log₂c, one bit more for unequal levels) / n; exactly 0 for a blank image. */
  double ent() {
    long n = pairs();
    return (n * log2(n) + (n - differences[0]) - logs) / n;
  }

  double idm() {
    double sum = 0;
    for (int d = 0; d < differences.length; d++) {
      sum += differences[d] / (1.0 + d * d);
    }
    return sum / pairs();
  }

  private long pairs() {
    long pairs = 0;
    for (long count : differences) {
      pairs += count;
    }
    return pairs;
  }

  private static double log2(long c) {
    return Math.log(c) / Math.log(2);
  }
}
