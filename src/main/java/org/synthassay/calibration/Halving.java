package org.synthassay.calibration;

import java.io.Serializable;

/**
 * How one set is halved, again and again: split s is bit s of a row's mask, set in the first half.
 *
 * @param k the neighbour that a radius reaches to
 * @param rows of the set
 * @param first for every split, how many rows are in its first half
 */
public record Halving(int k, int rows, int[] first) implements Serializable {
  /** Splits are the bits of a long. */
  public static final int MOST_SPLITS = Long.SIZE;

  public Halving {
    if (first.length > MOST_SPLITS) {
      throw new IllegalArgumentException(
          "at most %d splits fit, got %d".formatted(MOST_SPLITS, first.length));
    }
  }

  /** No splits at all: nothing is calibrated. */
  public static Halving none() {
    return new Halving(0, 0, new int[0]);
  }

  /** That of a set whose rows are {@code members}. */
  public static Halving of(int k, int splits, HalfMembers members) {
    int[] first = new int[splits];
    int rows = 0;
    for (int e = 0; e < members.halves().length; e++) {
      rows += members.count()[e];
      for (int s = 0; s < splits; s++) {
        first[s] += (members.halves()[e] >>> s & 1) == 1 ? members.count()[e] : 0;
      }
    }
    return new Halving(k, rows, first);
  }

  public int splits() {
    return first.length;
  }

  public boolean isNone() {
    return first.length == 0;
  }

  /** How many rows are in half {@code half} of split {@code split}; 0 is the first. */
  long size(int half, int split) {
    return half == 0 ? first[split] : rows - first[split];
  }

  /** The splits in whose half a row finds k others once {@code leftOut} rows are left out. */
  long needed(long mask, int leftOut) {
    long needed = 0;
    for (int s = 0; s < first.length; s++) {
      int half = (mask >>> s & 1) == 1 ? 0 : 1;
      needed |= size(half, s) - leftOut >= k ? 1L << s : 0;
    }
    return needed;
  }

  /** The same with a neighbour or two to spare, for estimates. */
  public Halving wider() {
    return isNone() ? this : new Halving(k + Math.max(1, 2 * k / 5), rows, first);
  }
}
