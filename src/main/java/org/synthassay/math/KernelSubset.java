package org.synthassay.math;

import java.util.Arrays;
import org.synthassay.math.ProductTile.Span;

/**
 * Σ (x·y/d + 1)³ inside and across two subsets of rows in memory, which are centred once, around
 * the mean of the first: products around a mean are small, and so is what float32 rounds off them.
 */
public final class KernelSubset implements AutoCloseable {
  private static final int ROWS = 256;

  private final CubicKernelSum kernel;
  private final ProductTile tile = new ProductTile();
  private final Part x;
  private final Part y;

  private record Part(CentredRows rows, CubicKernelSum.Terms terms) {}

  /**
   * @param x rows × dimension values
   * @param y the other subset's
   */
  public KernelSubset(float[] x, float[] y, int dimension) {
    double largest = Math.max(largest(x), largest(y));
    double scale = CentredRows.scale(largest, dimension);
    double[] centre = mean(x, dimension);
    this.kernel = new CubicKernelSum(scale, largest, dimension);
    this.x = part(x, centre, scale);
    this.y = part(y, centre, scale);
  }

  private Part part(float[] values, double[] centre, double scale) {
    int[] once = new int[values.length / centre.length];
    Arrays.fill(once, 1);
    return new Part(
        CentredRows.of(values, once.length, centre, scale), kernel.terms(values, once, centre));
  }

  /** Over all ordered pairs of different rows of the first: each product serves two of them. */
  public double insideFirst() {
    return 2 * sum(x, x);
  }

  /** The same of the second. */
  public double insideSecond() {
    return 2 * sum(y, y);
  }

  /** Over all pairs of a row of the first and one of the second. */
  public double across() {
    return sum(x, y);
  }

  /** Over all pairs; of one part with itself, of a row with a later one. */
  private double sum(Part a, Part b) {
    double before = kernel.sum();
    kernel.between(a.terms(), b.terms());
    for (int row = 0; row < a.rows().count(); row += ROWS) {
      int rows = Math.min(ROWS, a.rows().count() - row);
      int start = a == b ? row : 0;
      for (int column = start; column < b.rows().count(); column += ProductTile.COLUMNS) {
        int columns = Math.min(ProductTile.COLUMNS, b.rows().count() - column);
        ProductTile.Window window = new ProductTile.Window(row, rows, column, columns);
        add(tile.of(a.rows(), b.rows(), window), window, a == b);
      }
    }
    return kernel.sum() - before;
  }

  private void add(float[] products, ProductTile.Window window, boolean later) {
    for (int r = 0; r < window.rows(); r++) {
      int row = window.row() + r;
      int from = later ? Math.max(0, row + 1 - window.column()) : 0;
      if (from < window.columns()) {
        Span span = new Span(row, window.column(), from, window.columns());
        kernel.add(products, r * window.columns(), span);
      }
      if (r % CubicKernelSum.CARRY == CubicKernelSum.CARRY - 1 || r == window.rows() - 1) {
        kernel.carry(window.column(), window.columns());
      }
    }
  }

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

  private static double largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  @Override
  public void close() {
    x.rows().close();
    y.rows().close();
    tile.close();
  }
}
