package org.synthassay.math;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesdd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpstrf;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

import java.io.Serializable;
import java.util.Arrays;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * A matrix A with AᵀA = Σ, a covariance; nothing negative or complex can appear in what it gives.
 *
 * @param rows of A
 * @param dimension columns of A
 * @param values row after row
 * @param order which column of A is the i-th of a triangle; empty where A is none
 */
public record Factor(int rows, int dimension, double[] values, int[] order)
    implements Serializable {

  Factor(int rows, int dimension, double[] values) {
    this(rows, dimension, values, new int[0]);
  }

  /**
   * The centred rows over √(n − 1): exact for any n, smallest where n ≤ d.
   *
   * @param rows n × d values
   */
  public static Factor ofRows(float[] rows, double[] mean) {
    int d = mean.length;
    int n = rows.length / d;
    double root = Math.sqrt(n - 1.0);
    double[] values = new double[n * d];
    for (int i = 0; i < values.length; i++) {
      values[i] = (rows[i] - mean[i % d]) / root;
    }
    return new Factor(n, d, values);
  }

  /** The pivoted Cholesky factor of the covariance, as many rows as its numerical rank. */
  public static Factor of(Moments moments) {
    OpenBlas.oneThread();
    int d = moments.dimension();
    double[] covariance = moments.covariance();
    double widest = 0;
    for (int i = 0; i < d; i++) {
      widest = Math.max(widest, covariance[i * d + i]);
    }
    int[] order = new int[d];
    int rank;
    try (DoublePointer sigma = new DoublePointer(covariance);
        IntPointer pivots = new IntPointer(d);
        IntPointer ranks = new IntPointer(1)) {
      LAPACKE_dpstrf(
          LAPACK_COL_MAJOR, (byte) 'L', d, sigma, d, pivots, ranks, widest * Math.ulp(1.0));
      rank = widest == 0 ? 0 : ranks.get();
      sigma.get(covariance);
      pivots.get(order);
    }
    // Column r of L, read along memory, is row r of A with its columns pivoted.
    double[] values = new double[rank * d];
    for (int r = 0; r < rank; r++) {
      for (int i = r; i < d; i++) {
        values[r * d + order[i] - 1] = covariance[r * d + i];
      }
    }
    return new Factor(rank, d, values, Arrays.stream(order).map(one -> one - 1).toArray());
  }

  boolean isTriangle() {
    return rows > 0 && order.length == rows;
  }

  /** xᵀΣx of every one of {@code x}: rows × dimension values. */
  public double[] forms(double[] x) {
    OpenBlas.oneThread();
    int n = x.length / dimension;
    double[] products = new double[n * rows];
    if (rows > 0 && n > 0) {
      cblas_dgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasTrans,
          n,
          rows,
          dimension,
          1,
          x,
          dimension,
          values,
          dimension,
          0,
          products,
          rows);
    }
    double[] forms = new double[n];
    for (int i = 0; i < n; i++) {
      for (int r = i * rows; r < (i + 1) * rows; r++) {
        forms[i] += products[r] * products[r];
      }
    }
    return forms;
  }

  /** tr((Σ Σ')^½): the sum of the singular values of A·A'ᵀ. */
  public double traceOfRoot(Factor other) {
    if (rows == 0 || other.rows == 0) {
      return 0;
    }
    int least = Math.min(rows, other.rows);
    try (DoublePointer a = new DoublePointer(values);
        DoublePointer b = new DoublePointer(other.values);
        DoublePointer product = new DoublePointer((long) rows * other.rows);
        DoublePointer singular = new DoublePointer(least);
        DoublePointer unused = new DoublePointer(1)) {
      cblas_dgemm(
          CblasRowMajor,
          CblasNoTrans,
          CblasTrans,
          rows,
          other.rows,
          dimension,
          1,
          a,
          dimension,
          b,
          dimension,
          0,
          product,
          other.rows);
      int failed =
          LAPACKE_dgesdd(
              LAPACK_COL_MAJOR,
              (byte) 'N',
              other.rows,
              rows,
              product,
              other.rows,
              singular,
              unused,
              1,
              unused,
              1);
      if (failed != 0) {
        throw new ArithmeticException(
            "singular values of a %d × %d matrix did not converge, dgesdd says %d"
                .formatted(rows, other.rows, failed));
      }
      double sum = 0;
      for (int i = least - 1; i >= 0; i--) {
        sum += singular.get(i);
      }
      return sum;
    }
  }
}
