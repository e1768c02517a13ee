package org.synthassay.math;

import java.util.Arrays;
import org.synthassay.math.ProductTile.Span;

/**
 * Σ wᵢ·wⱼ·(xᵢ·yⱼ/d + 1)³ over the pairs whose float32 products go by, the rows as they were before
 * centring: x·y = p/scale² + c·(x − c) + c·(y − c) + c·c. Partial sums of 16 products in float32,
 * the rest in float64.
 */
public final class CubicKernelSum {
  /** Rows after which float32 partial sums are carried over. */
  public static final int CARRY = 16;

  private final double unit;
  private final float slope;
  private final float[] partial = new float[ProductTile.COLUMNS];
  private Terms rows = new Terms(new float[0], new float[0]);
  private Terms columns = new Terms(new float[0], new float[0]);
  private double sum;

  /** What each row adds to the kernel's argument, in units of the sum, and its weight. */
  public record Terms(float[] shift, float[] weight) {}

  /**
   * @param scale what centred rows were multiplied by
   * @param largest the largest absolute value of any row
   */
  public CubicKernelSum(double scale, double largest, int dimension) {
    this.unit = 1 + largest * largest;
    this.slope = (float) (1 / (scale * scale * dimension * unit));
  }

  /** The terms of rows x, each standing for {@code weights} of the set's rows. */
  public Terms terms(float[] values, int[] weights, double[] centre) {
    int dimension = centre.length;
    float[] shift = new float[weights.length];
    float[] weight = new float[weights.length];
    double half = dot(centre, centre) / 2;
    for (int i = 0; i < weights.length; i++) {
      double dot = -2 * half;
      for (int j = 0; j < dimension; j++) {
        dot += centre[j] * values[i * dimension + j];
      }
      shift[i] = (float) (((dot + half) / dimension + 0.5) / unit);
      weight[i] = weights[i];
    }
    return new Terms(shift, weight);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  /** (x·x/d + 1)³ of one row, exactly. */
  public static double diagonal(float[] values, int row, int dimension) {
    double sum = 0;
    for (int j = row * dimension; j < (row + 1) * dimension; j++) {
      sum += (double) values[j] * values[j];
    }
    double argument = sum / dimension + 1;
    return argument * argument * argument;
  }

  /** The products that follow are of these. */
  public void between(Terms ofRows, Terms ofColumns) {
    rows = ofRows;
    columns = ofColumns;
  }

  /** Adds the products of one row, which stand from {@code offset} on. */
  public void add(float[] products, int offset, Span span) {
    float base = rows.shift()[span.row()];
    float weight = rows.weight()[span.row()];
    float[] shifts = columns.shift();
    int shift = span.firstColumn();
    int to = span.to();
    for (int c = span.from(); c < to; c++) {
      float argument = products[offset + c] * slope + (base + shifts[shift + c]);
      partial[c] += argument * argument * argument * weight;
    }
  }

  /** Carries the float32 partial sums over to float64; at the latest after {@link #CARRY} rows. */
  public void carry(int shift, int width) {
    float[] weights = columns.weight();
    double carried = 0;
    for (int c = 0; c < width; c++) {
      carried += (double) partial[c] * weights[shift + c];
    }
    sum += carried;
    Arrays.fill(partial, 0, width, 0);
  }

  public double sum() {
    return sum * unit * unit * unit;
  }
}
