package org.synthassay.manifold;

import java.util.Arrays;
import org.synthassay.math.CubicKernelSum;
import org.synthassay.math.SquaredDistance;

/**
 * Distinct rows of one set in memory.
 *
 * @param dimension values of a row
 * @param values rows × dimension values, as they were read
 * @param numbers the rows' places in the set's order of ids, ascending
 * @param members who shares each row
 * @param shadows the rows on their leading directions, scaled; empty where not asked for
 */
public record RowBlock(
    int dimension, float[] values, int[] numbers, Members members, float[] shadows) {
  public RowBlock {
    if (numbers.length != members.rows() || values.length < numbers.length * dimension) {
      throw new IllegalArgumentException(
          "block needs as many members and values as rows, got %d rows, %d members, %d values of %d"
              .formatted(numbers.length, members.rows(), values.length, dimension));
    }
  }

  /** Rows without shadows. */
  public RowBlock(int dimension, float[] values, int[] numbers, Members members) {
    this(dimension, values, numbers, members, new float[0]);
  }

  public int rows() {
    return numbers.length;
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive), without shadows. */
  public RowBlock slice(int from, int to) {
    return new RowBlock(
        dimension,
        Arrays.copyOfRange(values, from * dimension, to * dimension),
        Arrays.copyOfRange(numbers, from, to),
        members.slice(from, to));
  }

  /** The exact squared distance of row {@code i} from row {@code j} of another block. */
  public double squaredDistance(int i, RowBlock other, int j) {
    return SquaredDistance.between(values, i * dimension, other.values, j * dimension, dimension);
  }

  /** What each row adds to the kernel between its set and another. */
  CubicKernelSum.Terms terms(CubicKernelSum kernel, Frame scaled) {
    int[] weights = new int[rows()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = members.multiplicity(i);
    }
    return kernel.terms(values, weights, scaled.centre());
  }

  /** Σ (x·x/d + 1)³ over ordered pairs of different members of one row. */
  double duplicatesKernel() {
    double sum = 0;
    for (int i = 0; i < rows(); i++) {
      double pairs = (double) members.multiplicity(i) * (members.multiplicity(i) - 1);
      sum += pairs == 0 ? 0 : pairs * CubicKernelSum.diagonal(values, i, dimension);
    }
    return sum;
  }

  /** The first row whose number is at least {@code number}. */
  public int firstFrom(int number) {
    int at = Arrays.binarySearch(numbers, number);
    return at >= 0 ? at : -at - 1;
  }
}
