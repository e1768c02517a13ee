package org.synthassay.math;

import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesdd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpstrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import java.util.function.DoubleUnaryOperator;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * A matrix A with AᵀA = Σ, a covariance; nothing negative or complex can appear in what it gives.
 *
 * @param rows of A
 * @param dimension columns of A
 * @param values row after row
 */
public record Factor(int rows, int dimension, double[] values) {
  /** How far an eigenvalue may be off, in parts of the largest. */
  private static final double ROUNDING = 16 * Math.ulp(1.0);

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
    return new Factor(rank, d, values);
  }

  /**
   * tr((Σ Σ')^½): the sum of the singular values of A·A'ᵀ; on all cores, so only on the driver.
   *
   * @param tolerance how wrong a sum may be; where that allows, they are roots of eigenvalues
   */
  public double traceOfRoot(Factor other, DoubleUnaryOperator tolerance) {
    if (rows == 0 || other.rows == 0) {
      return 0;
    }
    return OpenBlas.onAllCores(() -> sumOfSingularValues(other, tolerance));
  }

  private double sumOfSingularValues(Factor other, DoubleUnaryOperator tolerance) {
    if (rows > other.rows) {
      return other.sumOfSingularValues(this, tolerance);
    }
    try (DoublePointer a = new DoublePointer(values);
        DoublePointer b = new DoublePointer(other.values);
        DoublePointer product = new DoublePointer((long) rows * other.rows)) {
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
      Roots roots = Roots.of(eigenvalues(product, rows, other.rows));
      return roots.error() <= tolerance.applyAsDouble(roots.sum())
          ? roots.sum()
          : sumOfSingularValues(product, rows, other.rows);
    }
  }

  /** The sum of eigenvalues' roots, and how far off it is if their errors are independent. */
  private record Roots(double sum, double error) {
    static Roots of(double[] squares) {
      double wrong = ROUNDING * squares[squares.length - 1];
      double sum = 0;
      double variance = 0;
      for (double square : squares) {
        double root = Math.sqrt(Math.max(0, square));
        double error = Math.min(Math.sqrt(wrong), wrong / root);
        sum += root;
        variance += error * error;
      }
      return new Roots(sum, Math.sqrt(variance));
    }
  }

  /**
   * The eigenvalues of P·Pᵀ, ascending: squares of P's singular values, each wrong by up to a few
   * roundings of the largest, for a fifth of their price.
   */
  private static double[] eigenvalues(DoublePointer p, int rows, int columns) {
    double[] values = new double[rows];
    try (DoublePointer gram = new DoublePointer((long) rows * rows);
        DoublePointer found = new DoublePointer(rows)) {
      cblas_dsyrk(
          CblasRowMajor, CblasLower, CblasNoTrans, rows, columns, 1, p, columns, 0, gram, rows);
      // The lower triangle row by row is the upper one column by column.
      int failed =
          LAPACKE_dsyevd(LAPACK_COL_MAJOR, (byte) 'N', (byte) 'U', rows, gram, rows, found);
      require(failed, "eigenvalues", rows, rows);
      found.get(values);
    }
    return values;
  }

  private static double sumOfSingularValues(DoublePointer p, int rows, int columns) {
    try (DoublePointer singular = new DoublePointer(rows);
        DoublePointer unused = new DoublePointer(1)) {
      int failed =
          LAPACKE_dgesdd(
              LAPACK_COL_MAJOR,
              (byte) 'N',
              columns,
              rows,
              p,
              columns,
              singular,
              unused,
              1,
              unused,
              1);
      require(failed, "singular values", rows, columns);
      double sum = 0;
      for (int i = rows - 1; i >= 0; i--) {
        sum += singular.get(i);
      }
      return sum;
    }
  }

  private static void require(int failed, String what, int rows, int columns) {
    if (failed != 0) {
      throw new ArithmeticException(
          "%s of a %d × %d matrix did not converge, LAPACK says %d"
              .formatted(what, rows, columns, failed));
    }
  }
}
