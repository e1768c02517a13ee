package org.synthassay.math;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsygst;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

/**
 * The eigenvalues λ of A·Σ'·Aᵀ, AᵀA = Σ: their roots are the singular values of A·A'ᵀ, for a third
 * of the work, but the smallest, which squares lose to rounding.
 */
public final class CrossSpectrum {
  /** Roots below this share of the largest are nothing but what rounding left. */
  private static final double NOISE = 1e-7;

  /** A thousand times what was seen of spectra over 2 to 16 orders of magnitude, rotated or not. */
  private static final double OF_FALLING = 1e-3;

  private final Factor factor;
  private final double[] other;
  private final double[] values;
  private final double[] vectors;

  /**
   * @param values ascending
   * @param vectors one after the other; not set where they were not asked for
   */
  private CrossSpectrum(Factor factor, double[] other, double[] values, double[] vectors) {
    this.factor = factor;
    this.other = other;
    this.values = values;
    this.vectors = vectors;
  }

  /** Without vectors. */
  public static CrossSpectrum of(Factor factor, Moments other) {
    return of(factor, other, (byte) 'N');
  }

  public static CrossSpectrum withVectors(Factor factor, Moments other) {
    return of(factor, other, (byte) 'V');
  }

  private static CrossSpectrum of(Factor factor, Moments other, byte vectors) {
    OpenBlas.oneThread();
    int r = factor.rows();
    double[] sigma = other.covariance();
    double[] matrix = factor.isTriangle() ? ofTriangle(factor, sigma) : product(factor, sigma);
    double[] values = new double[r];
    int failed =
        r == 0 ? 0 : LAPACKE_dsyevd(LAPACK_COL_MAJOR, vectors, (byte) 'L', r, matrix, r, values);
    if (failed != 0) {
      throw new ArithmeticException(
          "eigenvalues of a %d × %d matrix did not converge, dsyevd says %d"
              .formatted(r, r, failed));
    }
    return new CrossSpectrum(factor, sigma, values, matrix);
  }

  /** Lᵀ·Σ'·L, columns in the triangle's order; its lower triangle. */
  private static double[] ofTriangle(Factor factor, double[] sigma) {
    int d = factor.dimension();
    int[] order = factor.order();
    double[] triangle = new double[d * d];
    double[] ordered = new double[d * d];
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        triangle[i * d + j] = factor.values()[i * d + order[j]];
        ordered[i * d + j] = sigma[order[i] * d + order[j]];
      }
    }
    LAPACKE_dsygst(LAPACK_COL_MAJOR, 2, (byte) 'L', d, ordered, d, triangle, d);
    return ordered;
  }

  private static double[] product(Factor factor, double[] sigma) {
    int d = factor.dimension();
    int r = factor.rows();
    double[] half = times(sigma, d, factor.values(), r);
    double[] matrix = new double[r * r];
    if (r > 0) {
      cblas_dgemm(
          CblasColMajor,
          CblasTrans,
          CblasNoTrans,
          r,
          r,
          d,
          1,
          factor.values(),
          d,
          half,
          d,
          0,
          matrix,
          r);
    }
    return matrix;
  }

  /** left (d × inner) times right (inner × columns), column after column. */
  private static double[] times(double[] left, int d, double[] right, int columns) {
    double[] product = new double[d * columns];
    int inner = left.length / d;
    if (product.length > 0) {
      cblas_dgemm(
          CblasColMajor,
          CblasNoTrans,
          CblasNoTrans,
          d,
          columns,
          inner,
          1,
          left,
          d,
          right,
          inner,
          0,
          product,
          d);
    }
    return product;
  }

  /** tr((Σ Σ')^½). */
  public double traceOfRoot() {
    double sum = 0;
    for (double value : values) {
      sum += Math.sqrt(Math.max(0, value));
    }
    return sum;
  }

  /**
   * How far rounding may have moved that trace: eigenvalues are right to an ulp of the largest, and
   * to much less where a factor's pivots put the matrix in falling order.
   */
  public double doubt() {
    double ulp = Math.ulp(largest());
    double doubt = 0;
    for (double value : values) {
      doubt += value > ulp ? ulp / (2 * Math.sqrt(value)) : Math.sqrt(ulp);
    }
    return factor.order().length > 0 ? doubt * OF_FALLING : doubt;
  }

  private double largest() {
    return values.length == 0 ? 0 : Math.max(0, values[values.length - 1]);
  }

  /** Factors of the maps T and T' between the two normal laws: T·Σ·T = Σ', T'·Σ'·T' = Σ. */
  public record Maps(Factor own, Factor others) {}

  /** T' = W·Wᵀ, W = Aᵀ·U·λ^−¼, and T = V·Vᵀ, V = Σ'·W·λ^−½; where Σ is singular, in its span. */
  public Maps maps() {
    int d = factor.dimension();
    int r = factor.rows();
    double least = NOISE * NOISE * largest();
    int lost = 0;
    while (lost < r && values[lost] <= least) {
      lost++;
    }
    int kept = r - lost;
    double[] known = java.util.Arrays.copyOfRange(vectors, lost * r, r * r);
    double[] others = scaled(times(factor.values(), d, known, kept), d, lost, -0.25);
    double[] own = scaled(times(other, d, others, kept), d, lost, -0.5);
    return new Maps(new Factor(kept, d, own), new Factor(kept, d, others));
  }

  private double[] scaled(double[] columns, int d, int lost, double power) {
    for (int e = 0; e < columns.length; e++) {
      columns[e] *= Math.pow(values[lost + e / d], power);
    }
    return columns;
  }
}
