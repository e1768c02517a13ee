package org.synthassay.calibration;

import java.io.Serializable;
import java.util.List;

/**
 * The counts that the scores of every half are ratios of; mergeable. Against real halves, "other"
 * stands for the half that the real one is held against.
 */
public final class HalfTotals implements Serializable {
  private final int k;
  private final SplitCounts real;
  private final SplitCounts other;
  private final SplitCounts realWithout;
  private final SplitCounts otherWithout;
  private final SplitCounts realInside;
  private final SplitCounts otherInside;
  private final SplitCounts covered;
  private final SplitCounts pairs;

  /** Nothing counted yet. */
  public HalfTotals(int k, int splits) {
    this.k = k;
    this.real = SplitCounts.none(splits);
    this.other = SplitCounts.none(splits);
    this.realWithout = SplitCounts.none(splits);
    this.otherWithout = SplitCounts.none(splits);
    this.realInside = SplitCounts.none(splits);
    this.otherInside = SplitCounts.none(splits);
    this.covered = SplitCounts.none(splits);
    this.pairs = SplitCounts.none(splits);
  }

  private long all() {
    return -1L >>> (Long.SIZE - splits());
  }

  public int splits() {
    return real.splits();
  }

  int k() {
    return k;
  }

  /** Adds a block of real rows that met synthetic ones. */
  public void addReal(HalfBalls balls, HalfFindings findings) {
    HalfMembers members = balls.members();
    for (int i = 0; i < members.rows(); i++) {
      for (int e = members.start()[i]; e < members.start()[i + 1]; e++) {
        long mask = members.halves()[e];
        int count = members.count()[e];
        real.add(all(), mask, count);
        realWithout.add(all() & ~balls.radii().known(e), mask, count);
        realInside.add(findings.inside(i, mask), mask, count);
        covered.add(findings.covered(e), mask, count);
      }
    }
    pairs.add(findings.pairs());
  }

  /** Adds a block of synthetic rows that met real ones. */
  public void addSynthetic(HalfBalls balls, HalfFindings findings) {
    HalfMembers members = balls.members();
    for (int i = 0; i < members.rows(); i++) {
      for (int e = members.start()[i]; e < members.start()[i + 1]; e++) {
        long mask = members.halves()[e];
        int count = members.count()[e];
        other.add(all(), mask, count);
        otherWithout.add(all() & ~balls.radii().known(e), mask, count);
        otherInside.add(findings.inside(i, mask), mask, count);
      }
    }
  }

  /** Adds a block of real rows that met those of the other half. */
  public void addHalves(RealHalves halves, HalfFindings findings) {
    HalfMembers members = halves.balls().members();
    for (int i = 0; i < members.rows(); i++) {
      for (int e = members.start()[i]; e < members.start()[i + 1]; e++) {
        long mask = members.halves()[e];
        int count = members.count()[e];
        long without = all() & ~halves.balls().radii().known(e);
        real.add(all(), mask, count);
        other.add(all(), ~mask, count);
        realWithout.add(without, mask, count);
        otherWithout.add(without, ~mask, count);
        realInside.add(findings.insideOther(i, mask), mask, count);
        otherInside.add(findings.insideOther(i, mask), ~mask, count);
        covered.add(halves.covered(e), mask, count);
      }
    }
    pairs.add(findings.pairs());
  }

  public HalfTotals merge(HalfTotals more) {
    real.add(more.real);
    other.add(more.other);
    realWithout.add(more.realWithout);
    otherWithout.add(more.otherWithout);
    realInside.add(more.realInside);
    otherInside.add(more.otherInside);
    covered.add(more.covered);
    pairs.add(more.pairs);
    return this;
  }

  /** The sums of two lists, one for each kind of radius. */
  public static List<HalfTotals> merge(List<HalfTotals> one, List<HalfTotals> other) {
    for (int r = 0; r < one.size(); r++) {
      one.get(r).merge(other.get(r));
    }
    return one;
  }

  /** How many rows the real half has. */
  public long real(int half, int split) {
    return real.halves()[half][split];
  }

  /** How many rows the half has that it is held against. */
  public long other(int half, int split) {
    return other.halves()[half][split];
  }

  long realWithout(int half, int split) {
    return realWithout.halves()[half][split];
  }

  long otherWithout(int half, int split) {
    return otherWithout.halves()[half][split];
  }

  /** Share of the other half inside a ball of the real one. */
  public double precision(int half, int split) {
    return (double) otherInside.halves()[half][split] / other(half, split);
  }

  /** Share of the real half inside a ball of the other one. */
  public double recall(int half, int split) {
    return (double) realInside.halves()[half][split] / real(half, split);
  }

  /** Pairs of a real ball and a row of the other half in it, over k · its rows. */
  public double density(int half, int split) {
    return pairs.halves()[half][split] / ((double) k * other(half, split));
  }

  /** Share of the real half whose ball holds a row of the other one. */
  public double coverage(int half, int split) {
    return (double) covered.halves()[half][split] / real(half, split);
  }
}
