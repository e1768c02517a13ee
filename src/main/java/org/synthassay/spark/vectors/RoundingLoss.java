package org.synthassay.spark.vectors;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What rounding to float32 takes from rows in float64: mean and scatter of the rows, and the sum of
 * the squares that rounding moves them; merged over parts (Chan, Golub and LeVeque 1983).
 */
final class RoundingLoss implements Serializable {
  private final double @Nullable [] centre;
  private final double[] mean;
  private long rows;
  private long faults;
  private double scatter;
  private double moved;
  private double change;

  /**
   * @param centre taken from every row before it is rounded, or null
   */
  RoundingLoss(int dimension, double @Nullable [] centre) {
    this.mean = new double[dimension];
    this.centre = centre;
  }

  /** The row in float32, less the centre. */
  static float[] rounded(double[] values, double @Nullable [] centre) {
    float[] rounded = new float[values.length];
    for (int j = 0; j < values.length; j++) {
      rounded[j] = (float) (centre == null ? values[j] : values[j] - centre[j]);
    }
    return rounded;
  }

  /** A row of values that float32 holds: there is nothing to measure. */
  void count(EmbeddingRow row) {
    faults += row.fault(mean.length) == null ? 0 : 1;
  }

  void add(EmbeddingRow row) {
    double[] values = row.values();
    if (values == null || row.fault(mean.length) != null) {
      faults++;
      return;
    }
    rows++;
    for (int j = 0; j < mean.length; j++) {
      double value = centre == null ? values[j] : values[j] - centre[j];
      double apart = value - mean[j];
      mean[j] += apart / rows;
      scatter += apart * (value - mean[j]);
      double lost = value - (float) value;
      moved += lost * lost;
      if (lost != 0) {
        change = Math.max(change, Math.abs(lost / value));
      }
    }
  }

  RoundingLoss merge(RoundingLoss other) {
    faults += other.faults;
    long all = rows + other.rows;
    if (other.rows > 0) {
      double share = (double) other.rows / all;
      for (int j = 0; j < mean.length; j++) {
        double apart = other.mean[j] - mean[j];
        scatter += apart * apart * rows * share;
        mean[j] += apart * share;
      }
    }
    rows = all;
    scatter += other.scatter;
    moved += other.moved;
    change = Math.max(change, other.change);
    return this;
  }

  double[] mean() {
    return mean.clone();
  }

  /** Rows that cannot be used. */
  long faults() {
    return faults;
  }

  /** The largest change of a value, relative to it. */
  double largestRelativeChange() {
    return change;
  }

  /**
   * How far rounding moves the rows, relative to how far they lie apart: from each other or, where
   * all are one, from {@code other}'s mean.
   */
  double share(RoundingLoss other) {
    double apart = scatter;
    if (apart == 0) {
      double[] theirs = other.mean;
      for (int j = 0; j < mean.length; j++) {
        apart += rows * (mean[j] - theirs[j]) * (mean[j] - theirs[j]);
      }
    }
    return moved == 0 || apart == 0 ? 0 : Math.sqrt(moved / apart);
  }

  /** The largest mean, for messages. */
  double largestMean() {
    return Arrays.stream(mean).map(Math::abs).max().orElse(0);
  }

  /** The root mean square distance of a value from its mean, for messages. */
  double spread() {
    return Math.sqrt(scatter / Math.max(1, rows) / mean.length);
  }
}
