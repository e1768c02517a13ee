package org.synthassay.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The squared radii that each entry of a block's {@link HalfMembers} has in the splits, as steps:
 * up to which distance its ball reaches in which splits.
 */
public final class HalfRadii {
  private final double[][] squares;
  private final long[][] splits;

  private HalfRadii(double[][] squares, long[][] splits) {
    this.squares = squares;
    this.splits = splits;
  }

  /** The radii that complete lists give, duplicates included. */
  public static HalfRadii of(HalfLists lists) {
    double[][] squares = new double[lists.size()][];
    long[][] splits = new long[lists.size()][];
    HalfCount counter = new HalfCount(lists.k());
    for (int e = 0; e < squares.length; e++) {
      HalfList list = lists.list(e);
      double[] steps = new double[list.size()];
      long[] reached = new long[list.size()];
      int size = 0;
      counter.clear();
      for (int at = 0; at < list.size(); at++) {
        long before = counter.reached();
        counter.add(list.together(at) & list.needed(), list.count(at));
        if (counter.reached() != before) {
          steps[size] = list.square(at);
          reached[size++] = counter.reached() & ~before;
        }
      }
      for (int at = size - 2; at >= 0; at--) {
        reached[at] |= reached[at + 1];
      }
      squares[e] = Arrays.copyOf(steps, size);
      splits[e] = Arrays.copyOf(reached, size);
    }
    return new HalfRadii(squares, splits);
  }

  /** The radii of blocks {@code from} to below {@code to}, one after the other. */
  public static HalfRadii of(int from, int to, IntFunction<HalfRadii> blocks) {
    HalfRadii all = blocks.apply(from);
    for (int b = from + 1; b < to; b++) {
      HalfRadii next = blocks.apply(b);
      double[][] squares = Arrays.copyOf(all.squares, all.squares.length + next.squares.length);
      System.arraycopy(next.squares, 0, squares, all.squares.length, next.squares.length);
      long[][] splits = Arrays.copyOf(all.splits, squares.length);
      System.arraycopy(next.splits, 0, splits, all.splits.length, next.splits.length);
      all = new HalfRadii(squares, splits);
    }
    return all;
  }

  /** The splits in which the entry's ball holds what is at {@code square}. */
  long at(int entry, double square) {
    double[] steps = squares[entry];
    for (int s = 0; s < steps.length; s++) {
      if (square <= steps[s]) {
        return splits[entry][s];
      }
    }
    return 0;
  }

  /** The splits in which the entry has a radius. */
  long known(int entry) {
    return splits[entry].length == 0 ? 0 : splits[entry][0];
  }

  /** The entry's largest squared radius, −1 without any. */
  double largest(int entry) {
    double[] steps = squares[entry];
    return steps.length == 0 ? -1 : steps[steps.length - 1];
  }

  public void write(DataOutput out) throws IOException {
    out.writeInt(squares.length);
    for (int e = 0; e < squares.length; e++) {
      out.writeInt(squares[e].length);
      for (int s = 0; s < squares[e].length; s++) {
        out.writeDouble(squares[e][s]);
        out.writeLong(splits[e][s]);
      }
    }
  }

  public static HalfRadii read(DataInput in) throws IOException {
    int entries = in.readInt();
    double[][] squares = new double[entries][];
    long[][] splits = new long[entries][];
    for (int e = 0; e < entries; e++) {
      squares[e] = new double[in.readInt()];
      splits[e] = new long[squares[e].length];
      for (int s = 0; s < squares[e].length; s++) {
        squares[e][s] = in.readDouble();
        splits[e][s] = in.readLong();
      }
    }
    return new HalfRadii(squares, splits);
  }
}
