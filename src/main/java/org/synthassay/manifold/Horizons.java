package org.synthassay.manifold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * How far each row of a block looks for neighbours, as squared distances that need not be right: a
 * row that finds too few neighbours within its horizon looks again without one.
 */
public final class Horizons {
  private static final double LOOKS_NO_MORE = Double.NEGATIVE_INFINITY;

  private final double[] squares;

  private Horizons(double[] squares) {
    this.squares = squares;
  }

  /** Rows that look at all pairs. */
  public static Horizons endless(int rows) {
    double[] squares = new double[rows];
    Arrays.fill(squares, Double.POSITIVE_INFINITY);
    return new Horizons(squares);
  }

  /** As far as the last of each row's estimated neighbours. */
  public static Horizons of(NearestDistances estimated) {
    double[] squares = new double[estimated.rows()];
    Arrays.setAll(squares, estimated::reach);
    return new Horizons(squares);
  }

  /** The horizons of blocks of rows, one after the other. */
  public static Horizons of(List<Horizons> blocks) {
    return new Horizons(
        blocks.stream().flatMapToDouble(block -> Arrays.stream(block.squares)).toArray());
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public Horizons slice(int from, int to) {
    return new Horizons(Arrays.copyOfRange(squares, from, to));
  }

  double square(int row) {
    return squares[row];
  }

  /**
   * What is left to look for once {@code found} holds what stands within these horizons: rows that
   * found enough look no more, the others forget what they found and look at all pairs.
   */
  public Horizons after(NearestDistances found) {
    double[] next = new double[squares.length];
    for (int i = 0; i < next.length; i++) {
      boolean enough = found.reach(i) <= squares[i] || squares[i] == LOOKS_NO_MORE;
      next[i] = enough ? LOOKS_NO_MORE : Double.POSITIVE_INFINITY;
      if (!enough) {
        found.forget(i);
      }
    }
    return new Horizons(next);
  }

  /** How many rows still look. */
  public int looking() {
    return (int) Arrays.stream(squares).filter(square -> square != LOOKS_NO_MORE).count();
  }

  public void write(DataOutput out) throws IOException {
    Doubles.write(out, squares);
  }

  public static Horizons read(DataInput in) throws IOException {
    return new Horizons(Doubles.read(in));
  }
}
