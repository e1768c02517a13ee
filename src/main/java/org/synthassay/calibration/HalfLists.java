package org.synthassay.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * For each row of a block, and each mask and group of its members, the nearest rows that every
 * split's radius takes; mergeable. Group-aware lists hold rows of other groups alone.
 */
public final class HalfLists implements Serializable {
  private final int k;
  private final boolean groupAware;
  private final int[] start;
  private final HalfList[] lists;
  private final HalfCount counter;

  private HalfLists(int k, boolean groupAware, int[] start, HalfList[] lists) {
    this.k = k;
    this.groupAware = groupAware;
    this.start = start;
    this.lists = lists;
    this.counter = new HalfCount(k);
  }

  /** Among all rows; no pair seen yet. */
  public static HalfLists plain(HalfMembers own, Halving halving) {
    return of(own, halving, false);
  }

  /** Among rows of other groups; no pair seen yet. */
  public static HalfLists groupAware(HalfMembers own, Halving halving) {
    return of(own, halving, true);
  }

  private static HalfLists of(HalfMembers own, Halving halving, boolean groupAware) {
    HalfList[] lists = new HalfList[own.halves().length];
    for (int e = 0; e < lists.length; e++) {
      int leftOut = groupAware ? own.groupRows()[e] : 1;
      lists[e] = new HalfList(halving.needed(own.halves()[e], leftOut));
    }
    return new HalfLists(halving.k(), groupAware, own.start(), lists);
  }

  int k() {
    return k;
  }

  /** Which entry's list {@code entry} is, in the order of {@link HalfMembers}. */
  HalfList list(int entry) {
    return lists[entry];
  }

  int size() {
    return lists.length;
  }

  /**
   * A pair: row {@code i} of this block with row {@code j} of another, which has {@code number}.
   *
   * @param others the other block's, thinned
   */
  public void add(int i, HalfMembers own, double square, Neighbour other) {
    HalfMembers others = other.members();
    for (int e = start[i]; e < start[i + 1]; e++) {
      if (square <= lists[e].reach()) {
        for (int f = others.start()[other.row()]; f < others.start()[other.row() + 1]; f++) {
          add(e, own, square, other.number(), others, f, others.count()[f]);
        }
      }
    }
  }

  /**
   * Row {@code row} of a block, as a neighbour.
   *
   * @param members the block's, thinned
   */
  public record Neighbour(int number, HalfMembers members, int row) {}

  private void add(
      int e, HalfMembers own, double square, int number, HalfMembers others, int f, int count) {
    if (!groupAware || own.group()[e] != others.group()[f]) {
      long together = ~(own.halves()[e] ^ others.halves()[f]);
      lists[e].add(square, number, together, count, counter);
    }
  }

  /** The other members of each row, which stand at distance 0. */
  public void addDuplicates(HalfMembers own, int[] numbers) {
    HalfMembers thinned = own.thinned(k);
    for (int i = 0; i < numbers.length; i++) {
      for (int e = start[i]; e < start[i + 1]; e++) {
        for (int f = thinned.start()[i]; f < thinned.start()[i + 1]; f++) {
          boolean self =
              own.halves()[e] == thinned.halves()[f] && own.group()[e] == thinned.group()[f];
          add(e, own, 0, numbers[i], thinned, f, thinned.count()[f] - (self ? 1 : 0));
        }
      }
    }
  }

  /** The squared distance beyond which no pair can change row {@code i}'s lists. */
  public double reach(int i) {
    double reach = Double.NEGATIVE_INFINITY;
    for (int e = start[i]; e < start[i + 1]; e++) {
      reach = Math.max(reach, lists[e].reach());
    }
    return reach;
  }

  /**
   * The first of the nearest rows that settles all lists of row {@code i}, were they empty; their
   * number where they are too few, −1 where the lists need none.
   *
   * @param others the block of the nearest rows, thinned
   * @param nearest place → row of that block, nearest first
   */
  public int enough(
      int i, HalfMembers own, HalfMembers others, IntUnaryOperator nearest, int size) {
    int last = -1;
    for (int e = start[i]; e < start[i + 1]; e++) {
      long needed = lists[e].needed();
      int at = -1;
      counter.clear();
      while ((needed & ~counter.reached()) != 0 && ++at < size) {
        int j = nearest.applyAsInt(at);
        for (int f = others.start()[j]; f < others.start()[j + 1]; f++) {
          if (!groupAware || own.group()[e] != others.group()[f]) {
            counter.add(needed & ~(own.halves()[e] ^ others.halves()[f]), others.count()[f]);
          }
        }
      }
      last = Math.max(last, at);
    }
    return last;
  }

  /** As if row {@code i} had seen no pair. */
  public void forget(int i) {
    for (int e = start[i]; e < start[i + 1]; e++) {
      lists[e].forget();
    }
  }

  /** Adds the pairs that {@code other} saw for the same rows; no pair may be in both. */
  public void merge(HalfLists other) {
    for (int e = 0; e < lists.length; e++) {
      lists[e].merge(other.lists[e], counter);
    }
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public HalfLists slice(int from, int to) {
    int[] starts = new int[to - from + 1];
    for (int i = from; i <= to; i++) {
      starts[i - from] = start[i] - start[from];
    }
    return new HalfLists(k, groupAware, starts, Arrays.copyOfRange(lists, start[from], start[to]));
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(k);
    out.writeBoolean(groupAware);
    out.writeInt(start.length);
    for (int at : start) {
      out.writeInt(at);
    }
    for (HalfList list : lists) {
      list.write(out);
    }
  }

  public static HalfLists read(DataInput in) throws IOException {
    int k = in.readInt();
    boolean groupAware = in.readBoolean();
    int[] start = new int[in.readInt()];
    for (int i = 0; i < start.length; i++) {
      start[i] = in.readInt();
    }
    HalfLists all = new HalfLists(k, groupAware, start, new HalfList[start[start.length - 1]]);
    for (int e = 0; e < all.lists.length; e++) {
      all.lists[e] = HalfList.read(in, all.counter);
    }
    return all;
  }
}
