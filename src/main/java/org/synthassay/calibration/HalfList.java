package org.synthassay.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * The nearest rows of one row, nearest first: as many as it takes until every split that can has k
 * of them in the row's own half, and all at the last one's distance.
 */
final class HalfList implements Serializable {
  private static final int FIRST_CAPACITY = 16;

  private final long needed;
  private double[] squares = new double[FIRST_CAPACITY];
  private int[] numbers = new int[FIRST_CAPACITY];
  private long[] together = new long[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private int size;
  private double reach;

  /**
   * @param needed the splits that have k neighbours to find
   */
  HalfList(long needed) {
    this.needed = needed;
    forget();
  }

  void forget() {
    size = 0;
    reach = needed == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** The squared distance beyond which nothing can enter. */
  double reach() {
    return reach;
  }

  long needed() {
    return needed;
  }

  int size() {
    return size;
  }

  double square(int at) {
    return squares[at];
  }

  int number(int at) {
    return numbers[at];
  }

  /** The splits in which the neighbour is in the same half as the row. */
  long together(int at) {
    return together[at];
  }

  int count(int at) {
    return counts[at];
  }

  /** Whether an entry before {@code at} is of the same neighbour. */
  boolean repeated(int at) {
    for (int e = at - 1; e >= 0 && squares[e] == squares[at]; e--) {
      if (numbers[e] == numbers[at]) {
        return true;
      }
    }
    return false;
  }

  /** Adds {@code count} members of row {@code number}; {@code counter} is free to use. */
  void add(double square, int number, long same, int count, HalfCount counter) {
    if (count == 0 || square > reach) {
      return;
    }
    if (size == squares.length) {
      squares = Arrays.copyOf(squares, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
      together = Arrays.copyOf(together, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    int at = size;
    while (at > 0 && after(at - 1, square, number)) {
      squares[at] = squares[at - 1];
      numbers[at] = numbers[at - 1];
      together[at] = together[at - 1];
      counts[at] = counts[at - 1];
      at--;
    }
    squares[at] = square;
    numbers[at] = number;
    together[at] = same;
    counts[at] = count;
    size++;
    cut(counter);
  }

  private boolean after(int at, double square, int number) {
    return squares[at] > square || (squares[at] == square && numbers[at] > number);
  }

  private void cut(HalfCount counter) {
    counter.clear();
    for (int e = 0; e < size; e++) {
      counter.add(together[e] & needed, counts[e]);
      if ((needed & ~counter.reached()) == 0) {
        reach = squares[e];
        while (size > e + 1 && squares[size - 1] > reach) {
          size--;
        }
        return;
      }
    }
  }

  void merge(HalfList other, HalfCount counter) {
    for (int e = 0; e < other.size; e++) {
      add(other.squares[e], other.numbers[e], other.together[e], other.counts[e], counter);
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(needed);
    out.writeInt(size);
    for (int e = 0; e < size; e++) {
      out.writeDouble(squares[e]);
      out.writeInt(numbers[e]);
      out.writeLong(together[e]);
      out.writeInt(counts[e]);
    }
  }

  static HalfList read(DataInput in, HalfCount counter) throws IOException {
    HalfList list = new HalfList(in.readLong());
    int size = in.readInt();
    list.squares = new double[Math.max(1, size)];
    list.numbers = new int[list.squares.length];
    list.together = new long[list.squares.length];
    list.counts = new int[list.squares.length];
    for (; list.size < size; list.size++) {
      list.squares[list.size] = in.readDouble();
      list.numbers[list.size] = in.readInt();
      list.together[list.size] = in.readLong();
      list.counts[list.size] = in.readInt();
    }
    list.cut(counter);
    return list;
  }
}
