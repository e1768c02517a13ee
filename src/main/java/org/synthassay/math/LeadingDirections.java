package org.synthassay.math;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeqrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dorgqr;
import static org.bytedeco.openblas.global.openblas.LAPACK_COL_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;

import java.io.Serializable;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.DoublePointer;

/**
 * The directions in which rows spread most, and the shadows that rows cast on them: m coordinates
 * and the length of what is left. No two shadows are farther apart than their rows, as ‖x − y‖² ≥
 * ‖Vx − Vy‖² + (ρx − ρy)² for any V of spectral norm at most 1 and ρx² = ‖x‖² − ‖Vx‖².
 *
 * @param dimension values of a row
 * @param count of directions
 * @param values count × dimension values, direction after direction, strongest first, of spectral
 *     norm at most 1
 */
public record LeadingDirections(int dimension, int count, double[] values) implements Serializable {
  private static final int ITERATIONS = 3;
  private static final int ROWS = 256;

  /** The strongest {@code count} directions of {@code moments}, by subspace iteration. */
  public static LeadingDirections of(Moments moments, int count) {
    OpenBlas.oneThread();
    int d = moments.dimension();
    SplittableRandom random = new SplittableRandom(d);
    try (DoublePointer covariance = new DoublePointer(moments.covariance());
        DoublePointer basis = new DoublePointer((long) d * count);
        DoublePointer next = new DoublePointer((long) d * count);
        DoublePointer tau = new DoublePointer(count)) {
      for (long e = 0; e < (long) d * count; e++) {
        basis.put(e, random.nextGaussian());
      }
      for (int i = 0; i < ITERATIONS; i++) {
        cblas_dgemm(
            CblasColMajor,
            CblasNoTrans,
            CblasNoTrans,
            d,
            count,
            d,
            1,
            covariance,
            d,
            basis,
            d,
            0,
            next,
            d);
        LAPACKE_dgeqrf(LAPACK_COL_MAJOR, d, count, next, d, tau);
        LAPACKE_dorgqr(LAPACK_COL_MAJOR, d, count, count, next, d, tau);
        DoublePointer.memcpy(basis, next, (long) d * count * Double.BYTES);
      }
      double[] values = new double[d * count];
      basis.get(values);
      double shrink = 1 / Math.sqrt(spectralNorm(basis, d, count));
      for (int e = 0; e < values.length; e++) {
        values[e] *= shrink;
      }
      return new LeadingDirections(d, count, values);
    }
  }

  /** At least the largest eigenvalue of BᵀB, by its rows' sums. */
  private static double spectralNorm(DoublePointer basis, int d, int count) {
    double[] gram = new double[count * count];
    try (DoublePointer product = new DoublePointer((long) count * count)) {
      cblas_dgemm(
          CblasColMajor,
          CblasTrans,
          CblasNoTrans,
          count,
          count,
          d,
          1,
          basis,
          d,
          basis,
          d,
          0,
          product,
          count);
      product.get(gram);
    }
    double largest = 0;
    for (int i = 0; i < count; i++) {
      double sum = 0;
      for (int j = 0; j < count; j++) {
        sum += Math.abs(gram[i * count + j]);
      }
      largest = Math.max(largest, sum);
    }
    return largest * (1 + 1e-11);
  }

  /** The first {@code fewer} of these directions. */
  public LeadingDirections first(int fewer) {
    return new LeadingDirections(
        dimension, fewer, java.util.Arrays.copyOf(values, fewer * dimension));
  }

  /**
   * The shadows of {@code rows} around {@code centre}: count + 1 values a row, the last of them
   * what is left, all times {@code scale}.
   *
   * @param rows n × dimension values
   */
  public float[] shadows(float[] rows, int n, double[] centre, double scale) {
    OpenBlas.oneThread();
    float[] shadows = new float[n * (count + 1)];
    double[] norms = new double[ROWS];
    double[] row = new double[dimension];
    double[] products = new double[ROWS * count];
    try (DoublePointer directions = new DoublePointer(values);
        DoublePointer centred = new DoublePointer((long) ROWS * dimension);
        DoublePointer product = new DoublePointer((long) ROWS * count)) {
      for (int from = 0; from < n; from += ROWS) {
        int block = Math.min(ROWS, n - from);
        for (int i = 0; i < block; i++) {
          norms[i] = centre(rows, (from + i) * dimension, centre, row, scale);
          centred.position((long) i * dimension).put(row, 0, dimension);
        }
        cblas_dgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasTrans,
            block,
            count,
            dimension,
            1,
            centred.position(0),
            dimension,
            directions,
            dimension,
            0,
            product,
            count);
        product.get(products, 0, block * count);
        for (int i = 0; i < block; i++) {
          shadow(products, i * count, norms[i], shadows, (from + i) * (count + 1));
        }
      }
    }
    return shadows;
  }

  private static double centre(
      float[] rows, int from, double[] centre, double[] row, double scale) {
    double norm = 0;
    for (int j = 0; j < row.length; j++) {
      row[j] = (rows[from + j] - centre[j]) * scale;
      norm += row[j] * row[j];
    }
    return norm;
  }

  private void shadow(double[] products, int at, double norm, float[] shadows, int to) {
    double left = norm;
    for (int c = 0; c < count; c++) {
      left -= products[at + c] * products[at + c];
      shadows[to + c] = (float) products[at + c];
    }
    shadows[to + count] = (float) Math.sqrt(Math.max(0, left));
  }
}
