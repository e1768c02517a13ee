package org.synthassay.distance;

import java.io.Serializable;
import org.synthassay.math.Compared;
import org.synthassay.math.StudentT;

/**
 * How far a distance may be off for one of its sets: sums over whole units (groups; rows without
 * one) of an influence function's values.
 *
 * @param sum Σ s, s the sum over a unit's rows
 * @param rows Σ c, c the unit's rows
 * @param squares Σ s²
 * @param products Σ s·c
 * @param squaredRows Σ c²
 * @param units how many
 */
public record Influence(
    double sum, double rows, double squares, double products, double squaredRows, long units)
    implements Serializable {
  private static final double CENTRAL = 0.975;

  public double mean() {
    return sum / rows;
  }

  /** Of the mean: units differ in size, so Σ (s − c·mean)²·G/(G − 1) over rows². */
  double variance() {
    double about = squares - 2 * mean() * products + mean() * mean() * squaredRows;
    return Math.max(0, about) * units / (units - 1) / (rows * rows);
  }

  /** Of the distance, by both sets. */
  public static double standardError(Compared<Influence> sets) {
    return Math.sqrt(sets.real().variance() + sets.synthetic().variance());
  }

  /** How many standard errors an interval of 95 % reaches. */
  public static double reach(Compared<Influence> sets) {
    long units = Math.min(sets.real().units(), sets.synthetic().units());
    return StudentT.quantile(CENTRAL, (int) Math.min(units - 1, 1_000_000));
  }
}
