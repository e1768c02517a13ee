package org.synthassay.manifold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.synthassay.calibration.HalfFindings;
import org.synthassay.math.MedianSearch;

/**
 * What a block's rows met in the other set, from the pairs seen so far; mergeable.
 *
 * <p>Series are the ks of plain radii, then the ks of group-aware ones.
 */
public final class CrossNeighbours implements Serializable {
  private final NearestRows nearest;
  private final int[] inside;
  private final double[] realism;
  private final long[] marks;
  private final long[] balls;
  private final double[] smallest;
  private final List<HalfFindings> halves;

  private CrossNeighbours(
      NearestRows nearest,
      int[] inside,
      double[] realism,
      long[] marks,
      long[] balls,
      double[] smallest,
      List<HalfFindings> halves) {
    this.nearest = nearest;
    this.inside = inside;
    this.realism = realism;
    this.marks = marks;
    this.balls = balls;
    this.smallest = smallest;
    this.halves = halves;
  }

  /** No pair seen yet. */
  public static CrossNeighbours none(Members members, Neighbourhood hood) {
    int rows = members.rows();
    int series = 2 * hood.ks().length;
    double[] realism = new double[rows * series];
    Arrays.fill(realism, -1);
    NearestRows nearest = NearestRows.none(rows, hood.headline());
    double[] smallest = new double[rows];
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    return new CrossNeighbours(
        nearest,
        new int[2 * rows],
        realism,
        new long[rows],
        new long[series],
        smallest,
        Stream.generate(() -> HalfFindings.none(members.halves(), hood.halving().splits()))
            .limit(hood.halfRadii())
            .toList());
  }

  /** What is so in halves: by plain radii, then by group-aware ones; empty: none. */
  public List<HalfFindings> halves() {
    return halves;
  }

  public NearestRows nearest() {
    return nearest;
  }

  /** Whether a ball of the other set, for the k at place {@code k}, holds the row. */
  public boolean inside(int row, Radius radius, int k) {
    return (inside[2 * row + radius.ordinal()] >> k & 1) == 1;
  }

  void foundInside(int row, Radius radius, int ks) {
    inside[2 * row + radius.ordinal()] |= ks;
  }

  /** Adds {@code count} pairs of a ball and a row in it, for each of the ks. */
  void countBalls(Radius radius, int ks, long count) {
    int from = radius.ordinal() * balls.length / 2;
    for (int left = ks; left != 0; left &= left - 1) {
      balls[from + Integer.numberOfTrailingZeros(left)] += count;
    }
  }

  /** Pairs of a ball and a row in it, for every series. */
  public long[] balls() {
    return balls;
  }

  /** max r²/s over the balls that count for realism; −1 without one, +∞ on a copy. */
  public double realism(int row, int series) {
    return realism[row * (balls.length) + series];
  }

  /** r/d of the synthetic row's most realistic ball; NaN without one, +∞ on a copy. */
  public double realismRatio(int row, int series) {
    return Math.sqrt(realism(row, series));
  }

  /** Counts every synthetic member's realism, of all series, towards the medians. */
  public void countRealism(MedianSearch.Counts counts, Radii radii) {
    for (int i = 0; i < marks.length; i++) {
      for (int series = 0; series < balls.length; series++) {
        if (realism(i, series) >= 0) {
          counts.add(series, realismRatio(i, series), radii.multiplicity(i));
        }
      }
    }
  }

  /** The smallest squared radius, of the headline k, of a ball that holds the row; −1: in none. */
  double smallestBall(int row) {
    return smallest[row] < Double.POSITIVE_INFINITY ? smallest[row] : -1;
  }

  void foundBall(int row, double square) {
    smallest[row] = Math.min(smallest[row], square);
  }

  void foundRealism(int row, int series, double ratio) {
    int at = row * balls.length + series;
    realism[at] = Math.max(realism[at], ratio);
  }

  /** A row of the other set; {@code mark} says what it means if it stays the nearest. */
  void foundNear(int row, double square, int number, long mark) {
    if (nearest.add(row, square, number)) {
      marks[row] = mark;
    }
  }

  /** What {@link Marks} says about the row and its nearest. */
  public long mark(int row) {
    return marks[row];
  }

  /** Adds what {@code other} met for the same rows; no pair may be in both. */
  public void merge(CrossNeighbours other) {
    for (int i = 0; i < marks.length; i++) {
      if (nearest.merge(i, other.nearest)) {
        marks[i] = other.marks[i];
      }
    }
    for (int e = 0; e < inside.length; e++) {
      inside[e] |= other.inside[e];
    }
    for (int e = 0; e < smallest.length; e++) {
      smallest[e] = Math.min(smallest[e], other.smallest[e]);
    }
    for (int e = 0; e < realism.length; e++) {
      realism[e] = Math.max(realism[e], other.realism[e]);
    }
    for (int e = 0; e < balls.length; e++) {
      balls[e] += other.balls[e];
    }
    for (int r = 0; r < halves.size(); r++) {
      halves.get(r).merge(other.halves.get(r));
    }
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive), without the counts of balls. */
  public CrossNeighbours slice(int from, int to) {
    int series = balls.length;
    return new CrossNeighbours(
        nearest.slice(from, to),
        Arrays.copyOfRange(inside, 2 * from, 2 * to),
        Arrays.copyOfRange(realism, from * series, to * series),
        Arrays.copyOfRange(marks, from, to),
        new long[series],
        Arrays.copyOfRange(smallest, from, to),
        halves.stream().map(found -> found.slice(from, to)).toList());
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(marks.length);
    out.writeInt(balls.length);
    nearest.write(out);
    for (int ks : inside) {
      out.writeInt(ks);
    }
    Doubles.write(out, realism);
    for (long mark : marks) {
      out.writeLong(mark);
    }
    for (long count : balls) {
      out.writeLong(count);
    }
    Doubles.write(out, smallest);
    out.writeInt(halves.size());
    for (HalfFindings found : halves) {
      found.write(out);
    }
  }

  public static CrossNeighbours read(DataInput in) throws IOException {
    int rows = in.readInt();
    int series = in.readInt();
    NearestRows nearest = NearestRows.read(in);
    int[] inside = new int[2 * rows];
    for (int e = 0; e < inside.length; e++) {
      inside[e] = in.readInt();
    }
    double[] realism = Doubles.read(in);
    long[] marks = longs(in, rows);
    long[] balls = longs(in, series);
    double[] smallest = Doubles.read(in);
    List<HalfFindings> halves = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      halves.add(HalfFindings.read(in));
    }
    return new CrossNeighbours(nearest, inside, realism, marks, balls, smallest, halves);
  }

  private static long[] longs(DataInput in, int length) throws IOException {
    long[] values = new long[length];
    for (int e = 0; e < length; e++) {
      values[e] = in.readLong();
    }
    return values;
  }
}
