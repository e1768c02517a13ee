package org.synthassay.spatial;

import java.util.Arrays;

/** How often each grey level is there: moments about the mean without loss. */
final class LevelHistogram {
  private static final int LEVELS = 256;

  private final long[] counts = new long[LEVELS];

  void clear() {
    Arrays.fill(counts, 0);
  }

  void add(int[] levels, int width) {
    for (int x = 0; x < width; x++) {
      counts[levels[x]]++;
    }
  }

  double mean() {
    long sum = 0;
    for (int level = 0; level < LEVELS; level++) {
      sum += level * counts[level];
    }
    return (double) sum / pixels();
  }

  double sd() {
    return Math.sqrt(moment(2));
  }

  double skew() {
    double m2 = moment(2);
    return m2 == 0 ? 0 : moment(3) / Math.pow(m2, 1.5);
  }

  double kurtosis() {
    double m2 = moment(2);
    return m2 == 0 ? 0 : moment(4) / (m2 * m2) - 3;
  }

  /** Of the levels as they are, in bits. */
  double entropy() {
    double n = pixels();
    double sum = 0;
    for (long count : counts) {
      double p = count / n;
      sum -= p == 0 ? 0 : p * Math.log(p) / Math.log(2);
    }
    return sum + 0.0;
  }

  private double moment(int order) {
    double mean = mean();
    double sum = 0;
    for (int level = 0; level < LEVELS; level++) {
      sum += counts[level] * Math.pow(level - mean, order);
    }
    return sum / pixels();
  }

  private long pixels() {
    return Arrays.stream(counts).sum();
  }
}
