package org.synthassay.math;

import static org.bytedeco.openblas.global.openblas.cblas_sdot;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** Rows minus a centre, times a power of two, rounded to float32, in native memory for products. */
public final class CentredRows implements AutoCloseable {
  private final FloatPointer values;
  private final double[] norms;
  private final int dimension;
  private final int terms;
  private final @Nullable CentredRows whole;
  private final FloatPointer left;
  private final FloatPointer right;

  private CentredRows(
      FloatPointer values, double[] norms, int dimension, int terms, @Nullable CentredRows whole) {
    this.values = values;
    this.norms = norms;
    this.dimension = dimension;
    this.terms = terms;
    this.whole = whole;
    // Two, as a row may be multiplied with another of the same rows.
    this.left = new FloatPointer(values);
    this.right = new FloatPointer(values);
  }

  /**
   * @param rows count × dimension values, row after row
   * @param centre what to subtract; dimension values
   * @param scale a power of two that brings every centred norm to at most 1
   */
  public static CentredRows of(float[] rows, int count, double[] centre, double scale) {
    OpenBlas.oneThread();
    int dimension = centre.length;
    FloatPointer values = new FloatPointer(Math.max(1L, (long) count * dimension));
    double[] norms = new double[count];
    float[] centred = new float[dimension];
    for (int i = 0; i < count; i++) {
      int from = i * dimension;
      for (int j = 0; j < dimension; j++) {
        centred[j] = (float) ((rows[from + j] - centre[j]) * scale);
      }
      norms[i] = squaredNorm(centred);
      values.position(from).put(centred, 0, dimension);
    }
    values.position(0);
    return new CentredRows(values, norms, dimension, dimension, null);
  }

  /** These rows as shadows of {@code rows}, which close with them. */
  public CentredRows shadowsOf(CentredRows rows) {
    return new CentredRows(values, norms, dimension, terms, rows);
  }

  /** These rows, closed with them, of which products take only the first {@code fewer} values. */
  public CentredRows first(int fewer) {
    return new CentredRows(values, norms, dimension, fewer, null);
  }

  /**
   * Rows {@code from} (inclusive) to {@code to} (exclusive), without a copy; gone once these are
   * closed.
   */
  public CentredRows slice(int from, int to) {
    return new CentredRows(
        values.getPointer((long) from * dimension),
        Arrays.copyOfRange(norms, from, to),
        dimension,
        terms,
        whole == null ? null : whole.slice(from, to));
  }

  /** The rows whose shadows these are; these themselves where they are no shadows. */
  public CentredRows whole() {
    return whole == null ? this : whole;
  }

  /** The float32 inner product of row {@code i} with row {@code j} of {@code other}. */
  public float product(int i, CentredRows other, int j) {
    left.position((long) i * dimension);
    other.right.position((long) j * dimension);
    return cblas_sdot(terms, left, 1, other.right, 1);
  }

  private static double squaredNorm(float[] row) {
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    int j = 0;
    for (; j + 3 < row.length; j += 4) {
      s0 += (double) row[j] * row[j];
      s1 += (double) row[j + 1] * row[j + 1];
      s2 += (double) row[j + 2] * row[j + 2];
      s3 += (double) row[j + 3] * row[j + 3];
    }
    for (; j < row.length; j++) {
      s0 += (double) row[j] * row[j];
    }
    return s0 + s1 + (s2 + s3);
  }

  /**
   * A power of two that brings the norm of every row of two sets to at most 1 around any centre
   * between them.
   *
   * @param largest the largest absolute value of any row
   */
  public static double scale(double largest, int dimension) {
    double bound = 2 * largest * Math.sqrt(dimension) * (1 + 1e-9);
    return bound == 0 ? 1 : Math.scalb(1.0, -Math.getExponent(bound) - 1);
  }

  public int count() {
    return norms.length;
  }

  public int dimension() {
    return dimension;
  }

  /** The first so many values of a row take part in products. */
  int terms() {
    return terms;
  }

  /** Squared norms of the rounded rows, scaled, in float64. */
  public double[] norms() {
    return norms;
  }

  /** Where {@code row} begins; not to be closed, the memory is that of these rows. */
  FloatPointer at(int row) {
    return new FloatPointer(values).position((long) row * dimension);
  }

  @Override
  public void close() {
    values.close();
    if (whole != null) {
      whole.close();
    }
  }
}
