package org.synthassay.math;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Count, mean and centred scatter Σ(x − μ)(x − μ)ᵀ of a set of rows in float64; mergeable (Chan,
 * Golub and LeVeque 1983).
 */
public final class Moments implements Serializable {
  private long count;
  private final double[] mean;
  private final double[] scatter;
  private double largest;

  /**
   * @param scatter the lower triangle row by row, d(d+1)/2 values
   * @param largest the largest absolute value of any row
   */
  Moments(long count, double[] mean, double[] scatter, double largest) {
    this.count = count;
    this.mean = mean;
    this.scatter = scatter;
    this.largest = largest;
  }

  /** The moments of no rows. */
  public static Moments none(int dimension) {
    return new Moments(0, new double[dimension], new double[dimension * (dimension + 1) / 2], 0);
  }

  public long count() {
    return count;
  }

  public int dimension() {
    return mean.length;
  }

  public double[] mean() {
    return mean.clone();
  }

  /** This mean less that of {@code other}. */
  public double[] apart(Moments other) {
    double[] apart = new double[mean.length];
    Arrays.setAll(apart, j -> mean[j] - other.mean[j]);
    return apart;
  }

  public double largest() {
    return largest;
  }

  /** Adds the rows of {@code other} to these, and gives these. */
  public Moments merge(Moments other) {
    if (other.count == 0) {
      return this;
    }
    long sum = count + other.count;
    double share = (double) other.count / sum;
    double weight = count * share;
    double[] apart = new double[mean.length];
    Arrays.setAll(apart, j -> other.mean[j] - mean[j]);
    int at = 0;
    for (int i = 0; i < mean.length; i++) {
      double row = apart[i] * weight;
      for (int j = 0; j <= i; j++, at++) {
        scatter[at] += other.scatter[at] + row * apart[j];
      }
    }
    Arrays.setAll(mean, j -> mean[j] + apart[j] * share);
    count = sum;
    largest = Math.max(largest, other.largest);
    return this;
  }

  /** The moments of these rows but for those of {@code part}, which are some of them. */
  public Moments without(Moments part) {
    long rest = count - part.count;
    double share = (double) part.count / count;
    double[] others = new double[mean.length];
    Arrays.setAll(others, j -> (mean[j] - share * part.mean[j]) / (1 - share));
    double[] left = scatter.clone();
    double weight = share * rest;
    int at = 0;
    for (int i = 0; i < mean.length; i++) {
      double row = (part.mean[i] - others[i]) * weight;
      for (int j = 0; j <= i; j++, at++) {
        left[at] -= part.scatter[at] + row * (part.mean[j] - others[j]);
      }
    }
    return new Moments(rest, others, left, largest);
  }

  /** The trace of the covariance, divisor n − 1. */
  public double totalVariance() {
    double sum = 0;
    for (int i = 0; i < mean.length; i++) {
      sum += scatter[i * (i + 1) / 2 + i];
    }
    return sum / (count - 1);
  }

  /** The covariance, divisor n − 1, full and symmetric: dimension × dimension values. */
  double[] covariance() {
    int d = mean.length;
    double[] full = new double[d * d];
    int at = 0;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++, at++) {
        double value = scatter[at] / (count - 1);
        full[i * d + j] = value;
        full[j * d + i] = value;
      }
    }
    return full;
  }
}
