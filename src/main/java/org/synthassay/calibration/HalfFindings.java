package org.synthassay.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What a block's rows met in the same halves of the other set, from the pairs seen so far;
 * mergeable.
 */
public final class HalfFindings implements Serializable {
  private final long[] inFirst;
  private final long[] inSecond;
  private final int[] start;
  private final long[] covered;
  private final SplitCounts pairs;

  private HalfFindings(
      long[] inFirst, long[] inSecond, int[] start, long[] covered, SplitCounts pairs) {
    this.inFirst = inFirst;
    this.inSecond = inSecond;
    this.start = start;
    this.covered = covered;
    this.pairs = pairs;
  }

  /** No pair seen yet. */
  public static HalfFindings none(HalfMembers own, int splits) {
    int rows = own.rows();
    return new HalfFindings(
        new long[rows],
        new long[rows],
        own.start(),
        new long[own.halves().length],
        SplitCounts.none(splits));
  }

  /**
   * A pair at {@code square}: what row {@code row}'s balls hold of the other block's row {@code
   * column}, told to both.
   *
   * @param theirs the other block's findings
   */
  public void hold(int row, HalfBalls own, HalfMembers others, Met met) {
    HalfMembers members = own.members();
    HalfFindings theirs = met.findings();
    int column = met.row();
    for (int e = members.start()[row]; e < members.start()[row + 1]; e++) {
      long reached = own.radii().at(e, met.square());
      if (reached != 0) {
        long mask = members.halves()[e];
        theirs.inFirst[column] |= reached & mask;
        theirs.inSecond[column] |= reached & ~mask;
        long same = mask & others.anyFirst(column) | ~mask & others.anySecond(column);
        covered[e] |= reached & same;
        for (int f = others.start()[column]; f < others.start()[column + 1]; f++) {
          long together = reached & ~(mask ^ others.halves()[f]);
          pairs.add(together, mask, (long) members.count()[e] * others.count()[f]);
        }
      }
    }
  }

  /**
   * The other row of a pair.
   *
   * @param findings its block's
   */
  public record Met(HalfFindings findings, int row, double square) {}

  /** A ball of the same set's other half holds row {@code row}. */
  public void heldByOther(int row, HalfMembers own, RealHalves.Ball ball) {
    long mask = ball.mask();
    inFirst[row] |= ball.in() & mask;
    inSecond[row] |= ball.in() & ~mask;
    for (int f = own.start()[row]; f < own.start()[row + 1]; f++) {
      long opposite = ball.in() & (mask ^ own.halves()[f]);
      pairs.add(opposite, mask, (long) ball.count() * own.count()[f]);
    }
  }

  /** The splits in which an entry of row {@code row} is in a ball of the other half. */
  long insideOther(int row, long mask) {
    return inFirst[row] & ~mask | inSecond[row] & mask;
  }

  /** The splits in which an entry of row {@code row} is in a ball of its own half. */
  long inside(int row, long mask) {
    return inFirst[row] & mask | inSecond[row] & ~mask;
  }

  /** The splits in which the balls of an entry hold a row of their half. */
  long covered(int entry) {
    return covered[entry];
  }

  /** Pairs of a ball of this block and a row in it. */
  SplitCounts pairs() {
    return pairs;
  }

  /** Adds what {@code other} met for the same rows; no pair may be in both. */
  public void merge(HalfFindings other) {
    Arrays.setAll(inFirst, i -> inFirst[i] | other.inFirst[i]);
    Arrays.setAll(inSecond, i -> inSecond[i] | other.inSecond[i]);
    Arrays.setAll(covered, e -> covered[e] | other.covered[e]);
    pairs.add(other.pairs);
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive), without the counts of pairs. */
  public HalfFindings slice(int from, int to) {
    int[] starts = new int[to - from + 1];
    for (int i = from; i <= to; i++) {
      starts[i - from] = start[i] - start[from];
    }
    return new HalfFindings(
        Arrays.copyOfRange(inFirst, from, to),
        Arrays.copyOfRange(inSecond, from, to),
        starts,
        Arrays.copyOfRange(covered, start[from], start[to]),
        SplitCounts.none(pairs.splits()));
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(inFirst.length);
    for (int at : start) {
      out.writeInt(at);
    }
    for (int i = 0; i < inFirst.length; i++) {
      out.writeLong(inFirst[i]);
      out.writeLong(inSecond[i]);
    }
    for (long splits : covered) {
      out.writeLong(splits);
    }
    pairs.write(out);
  }

  public static HalfFindings read(DataInput in) throws IOException {
    int rows = in.readInt();
    int[] start = new int[rows + 1];
    for (int i = 0; i <= rows; i++) {
      start[i] = in.readInt();
    }
    long[] inFirst = new long[rows];
    long[] inSecond = new long[rows];
    for (int i = 0; i < rows; i++) {
      inFirst[i] = in.readLong();
      inSecond[i] = in.readLong();
    }
    long[] covered = new long[start[rows]];
    for (int e = 0; e < covered.length; e++) {
      covered[e] = in.readLong();
    }
    return new HalfFindings(inFirst, inSecond, start, covered, SplitCounts.read(in));
  }
}
