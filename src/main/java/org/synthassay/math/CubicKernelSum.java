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

  private static final int ROWS = 128;

  private final double unit;
  private final float slope;
  private final float[] partial = new float[ProductTile.COLUMNS];
  private Terms rows = new Terms(new float[0], new float[0]);
  private Terms columns = new Terms(new float[0], new float[0]);
  private double sum;

  /** Σ (x·y/d + 1)³ over all pairs of a row of {@code x} and one of {@code y}. */
  public static double across(float[] x, float[] y, int dimension) {
    return sum(x, y, dimension);
  }

  /** Σ (x·y/d + 1)³ over all ordered pairs of different rows: each product serves two of them. */
  public static double inside(float[] x, int dimension) {
    return 2 * sum(x, x, dimension);
  }

  /** Over all pairs; where {@code x} and {@code y} are one array, of a row with a later one. */
  private static double sum(float[] x, float[] y, int dimension) {
    double largest = Math.max(largest(x), largest(y));
    double scale = CentredRows.scale(largest, dimension);
    double[] origin = mean(x, dimension);
    CubicKernelSum kernel = new CubicKernelSum(scale, largest, dimension);
    try (ProductTile tile = new ProductTile();
        CentredRows a = CentredRows.of(x, x.length / dimension, origin, scale);
        CentredRows b = CentredRows.of(y, y.length / dimension, origin, scale)) {
      kernel.between(kernel.terms(x, once(a), origin), kernel.terms(y, once(b), origin));
      for (int row = 0; row < a.count(); row += ROWS) {
        int rows = Math.min(ROWS, a.count() - row);
        int start = x == y ? row : 0;
        for (int column = start; column < b.count(); column += ProductTile.COLUMNS) {
          int columns = Math.min(ProductTile.COLUMNS, b.count() - column);
          ProductTile.Window window = new ProductTile.Window(row, rows, column, columns);
          kernel.add(tile.of(a, b, window), window, x == y);
        }
      }
    }
    return kernel.sum();
  }

  private void add(float[] products, ProductTile.Window window, boolean later) {
    for (int r = 0; r < window.rows(); r++) {
      int row = window.row() + r;
      int from = later ? Math.max(0, row + 1 - window.column()) : 0;
      if (from < window.columns()) {
        Span span = new Span(row, window.column(), from, window.columns());
        add(products, r * window.columns(), span);
      }
      if (r % CARRY == CARRY - 1 || r == window.rows() - 1) {
        carry(window.column(), window.columns());
      }
    }
  }

  /** Products around a mean are small, and so is what float32 rounds off them. */
  private static double[] mean(float[] x, int dimension) {
    double[] mean = new double[dimension];
    for (int from = 0; from < x.length; from += dimension) {
      for (int j = 0; j < dimension; j++) {
        mean[j] += x[from + j];
      }
    }
    for (int j = 0; j < dimension; j++) {
      mean[j] *= (double) dimension / x.length;
    }
    return mean;
  }

  private static int[] once(CentredRows rows) {
    int[] weights = new int[rows.count()];
    Arrays.fill(weights, 1);
    return weights;
  }

  private static double largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

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
