package org.synthassay.distance;

import java.io.Serializable;
import java.util.Arrays;
import org.synthassay.math.CubicKernelSum;
import org.synthassay.math.KernelMeans;

/**
 * KID's influence function, q(x) = 2·(mean of k(x, other rows of x's set) − mean of k(x, rows of
 * the other set)), both means over seeded references: of at most so many rows, which can only widen
 * an interval.
 */
public final class KernelInfluence implements AutoCloseable {
  /** Rows of a reference at most. */
  public static final int MOST_ROWS = 1000;

  private final int dimension;
  private final int[] numbers;
  private final KernelMeans own;
  private final KernelMeans other;

  /** Rows of a set, and their numbers in it, ascending. */
  public record Reference(int[] numbers, float[] rows) implements Serializable {}

  public KernelInfluence(Reference own, Reference other, int dimension, double largest) {
    this.dimension = dimension;
    this.numbers = own.numbers();
    this.own = new KernelMeans(own.rows(), dimension, largest);
    this.other = new KernelMeans(other.rows(), dimension, largest);
  }

  /** q of rows of these numbers; a row in the reference does not meet itself. */
  public double[] of(float[] rows, int[] ofRows) {
    double[] inside = own.sums(rows);
    double[] across = other.sums(rows);
    double[] q = new double[ofRows.length];
    for (int i = 0; i < q.length; i++) {
      boolean met = Arrays.binarySearch(numbers, ofRows[i]) >= 0;
      double self = met ? CubicKernelSum.diagonal(rows, i, dimension) : 0;
      int others = own.size() - (met ? 1 : 0);
      q[i] = 2 * ((inside[i] - self) / others - across[i] / other.size());
    }
    return q;
  }

  @Override
  public void close() {
    own.close();
    other.close();
  }
}
