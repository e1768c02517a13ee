package org.synthassay.manifold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * For each row of a block its nearest distinct rows of the other set, nearest first, ties by the
 * smaller number; mergeable.
 */
public final class NearestRows implements Serializable {
  private final int depth;
  private final double[] squares;
  private final int[] numbers;

  private NearestRows(int depth, double[] squares, int[] numbers) {
    this.depth = depth;
    this.squares = squares;
    this.numbers = numbers;
  }

  static NearestRows none(int rows, int depth) {
    double[] squares = new double[rows * depth];
    int[] numbers = new int[rows * depth];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
    Arrays.fill(numbers, -1);
    return new NearestRows(depth, squares, numbers);
  }

  /** Whether {@code number} is the nearest of row {@code i} seen so far. */
  boolean add(int i, double square, int number) {
    int first = i * depth;
    int at = first + depth - 1;
    if (!before(square, number, at)) {
      return false;
    }
    while (at > first && before(square, number, at - 1)) {
      squares[at] = squares[at - 1];
      numbers[at] = numbers[at - 1];
      at--;
    }
    squares[at] = square;
    numbers[at] = number;
    return at == first;
  }

  private boolean before(double square, int number, int at) {
    return square < squares[at] || (square == squares[at] && number < numbers[at]);
  }

  /** The squared distance beyond which nothing can enter row {@code i}'s list. */
  double reach(int i) {
    return squares[(i + 1) * depth - 1];
  }

  /** The squared distance of the nearest, +∞ where none was seen. */
  public double square(int i) {
    return squares[i * depth];
  }

  /** The number of the nearest, −1 where none was seen. */
  public int number(int i) {
    return numbers[i * depth];
  }

  /** Row {@code i}'s nearest rows; fewer than asked for where there are fewer. */
  public int[] numbers(int i) {
    return Arrays.stream(numbers, i * depth, (i + 1) * depth).filter(n -> n >= 0).toArray();
  }

  /** Their squared distances. */
  public double[] squares(int i) {
    return Arrays.copyOfRange(squares, i * depth, i * depth + numbers(i).length);
  }

  /** Adds row {@code i}'s list of {@code other}, and says whether the nearest is now from there. */
  boolean merge(int i, NearestRows other) {
    boolean first = false;
    for (int e = i * depth; e < (i + 1) * depth && other.numbers[e] >= 0; e++) {
      first |= add(i, other.squares[e], other.numbers[e]);
    }
    return first;
  }

  NearestRows slice(int from, int to) {
    return new NearestRows(
        depth,
        Arrays.copyOfRange(squares, from * depth, to * depth),
        Arrays.copyOfRange(numbers, from * depth, to * depth));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(depth);
    Doubles.write(out, squares);
    for (int number : numbers) {
      out.writeInt(number);
    }
  }

  static NearestRows read(DataInput in) throws IOException {
    int depth = in.readInt();
    double[] squares = Doubles.read(in);
    int[] numbers = new int[squares.length];
    for (int e = 0; e < numbers.length; e++) {
      numbers[e] = in.readInt();
    }
    return new NearestRows(depth, squares, numbers);
  }
}
