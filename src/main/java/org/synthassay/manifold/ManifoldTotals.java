package org.synthassay.manifold;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The counts over both sets that every manifold score is a ratio of; mergeable. Arrays have one
 * entry a series: the ks of plain radii, then the ks of group-aware ones.
 */
public final class ManifoldTotals implements Serializable {
  private final int ks;
  private long real;
  private long synthetic;
  private final long[] realWithout;
  private final long[] syntheticWithout;
  private final long[] syntheticInside;
  private final long[] realInside;
  private final long[] covered;
  private final long[] balls;
  private final long[] close;
  private long exact;
  private final long[] authentic = new long[2];

  /** Nothing counted yet. */
  public ManifoldTotals(int ks) {
    this.ks = ks;
    this.realWithout = new long[2 * ks];
    this.syntheticWithout = new long[2 * ks];
    this.syntheticInside = new long[2 * ks];
    this.realInside = new long[2 * ks];
    this.covered = new long[2 * ks];
    this.balls = new long[2 * ks];
    this.close = new long[2 * ks];
  }

  /** Adds a block of real rows. */
  public void addReal(Radii radii, CrossNeighbours findings) {
    for (int i = 0; i < radii.rows(); i++) {
      real += radii.multiplicity(i);
      countInside(realInside, radii, findings, i);
      countRadii(realWithout, radii, i, -1);
      countRadii(covered, radii, i, findings.nearest().square(i));
    }
    add(balls, findings.balls());
  }

  /** Adds a block of synthetic rows. */
  public void addSynthetic(Radii radii, CrossNeighbours findings) {
    for (int i = 0; i < radii.rows(); i++) {
      int members = radii.multiplicity(i);
      synthetic += members;
      countInside(syntheticInside, radii, findings, i);
      countRadii(syntheticWithout, radii, i, -1);
      exact += findings.nearest().square(i) == 0 ? members : 0;
      for (Radius radius : Radius.values()) {
        authentic[radius.ordinal()] += Marks.authentic(findings.mark(i), radius) ? members : 0;
      }
      for (int series = 0; series < 2 * ks; series++) {
        close[series] += Marks.close(findings.mark(i), series) ? members : 0;
      }
    }
  }

  private void countInside(long[] counts, Radii radii, CrossNeighbours findings, int row) {
    for (Radius radius : Radius.values()) {
      for (int k = 0; k < ks; k++) {
        boolean inside = findings.inside(row, radius, k);
        counts[radius.ordinal() * ks + k] += inside ? radii.multiplicity(row) : 0;
      }
    }
  }

  /** Counts members whose ball holds a row at {@code square}, or, for −1, that have no ball. */
  private void countRadii(long[] counts, Radii radii, int row, double square) {
    for (int k = 0; k < ks; k++) {
      counts[k] += counts(radii.plain(row, k), square) ? radii.multiplicity(row) : 0;
      for (Radii.OfGroup members : radii.ofGroups(row)) {
        counts[ks + k] += counts(members.squares()[k], square) ? members.members() : 0;
      }
    }
  }

  private static boolean counts(double radius, double square) {
    return square < 0 ? radius < 0 : square <= radius;
  }

  public ManifoldTotals merge(ManifoldTotals other) {
    real += other.real;
    synthetic += other.synthetic;
    exact += other.exact;
    add(realWithout, other.realWithout);
    add(syntheticWithout, other.syntheticWithout);
    add(syntheticInside, other.syntheticInside);
    add(realInside, other.realInside);
    add(covered, other.covered);
    add(balls, other.balls);
    add(close, other.close);
    add(authentic, other.authentic);
    return this;
  }

  private static void add(long[] sums, long[] others) {
    Arrays.setAll(sums, i -> sums[i] + others[i]);
  }

  /** How many k each kind of radius has. */
  int ks() {
    return ks;
  }

  public long real() {
    return real;
  }

  public long synthetic() {
    return synthetic;
  }

  /** Real rows without radius. */
  public long realWithout(int series) {
    return realWithout[series];
  }

  /** Synthetic rows without radius. */
  public long syntheticWithout(int series) {
    return syntheticWithout[series];
  }

  /** Share of synthetic rows inside a real ball. */
  public double precision(int series) {
    return (double) syntheticInside[series] / synthetic;
  }

  /** Share of real rows inside a synthetic ball. */
  public double recall(int series) {
    return (double) realInside[series] / real;
  }

  /** Pairs of a real ball and a synthetic row in it, over k · M. */
  public double density(int series, int k) {
    return (double) balls[series] / ((double) k * synthetic);
  }

  /** Share of real rows whose ball holds a synthetic row. */
  public double coverage(int series) {
    return (double) covered[series] / real;
  }

  /** Share of synthetic rows farther from their nearest real row than that is from another. */
  public double authenticity(Radius radius) {
    return (double) authentic[radius.ordinal()] / synthetic;
  }

  public long exactCopies() {
    return exact;
  }

  public long closeCopies(int series) {
    return close[series];
  }
}
