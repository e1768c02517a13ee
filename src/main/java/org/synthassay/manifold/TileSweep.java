package org.synthassay.manifold;

import java.util.Arrays;
import org.synthassay.math.CentredRows;
import org.synthassay.math.CubicKernelSum;
import org.synthassay.math.ProductTile;
import org.synthassay.math.ProductTile.Span;
import org.synthassay.math.ProductTile.Window;

/**
 * Goes over the products of a strip of rows with a chunk of columns, tile by tile while in cache,
 * and visits the pairs that the thresholds do not rule out: one fused compare a pair, taken for a
 * few rows at once, before any branch.
 */
abstract class TileSweep {
  private static final int ROWS_AT_ONCE = 8;

  private final float[] excess = new float[ProductTile.COLUMNS];
  private final float[] line = new float[ProductTile.COLUMNS];
  private final Frame scaled;
  private final CubicKernelSum kernel;
  private long pairs;

  TileSweep(Frame scaled) {
    this.scaled = scaled;
    kernel = new CubicKernelSum(scaled.scale(), scaled.largest(), scaled.centre().length);
  }

  /** The kernel sum over all pairs that went by, each once. */
  final CubicKernelSum kernel() {
    return kernel;
  }

  /** What the rows of {@code block} add to the kernel; nothing where it is not summed. */
  final CubicKernelSum.Terms terms(RowBlock block) {
    return scaled.kernel()
        ? block.terms(kernel, scaled)
        : new CubicKernelSum.Terms(new float[0], new float[0]);
  }

  /** Pairs whose product was taken. */
  public final long pairs() {
    return pairs;
  }

  /** Takes the thresholds of the window's columns, as they are now. */
  abstract void prepare(Window window);

  /** Raises {@code excess} to how far the products of a row are above their threshold. */
  abstract void raise(float[] excess, float[] products, Span span);

  /** Whether the pair is still above its threshold, which visits of others may have raised. */
  abstract boolean passes(int row, int column, float product);

  abstract void visit(int row, int column, float product);

  /** Every pair of {@code triangle}. */
  final void over(ProductTile tile, CentredRows strip, CentredRows chunk, Triangle triangle) {
    int end = Math.min(triangle.rows(), strip.count());
    for (int row = 0; row < end; row += ProductTile.ROWS) {
      int rows = Math.min(ProductTile.ROWS, end - row);
      int start = triangle.firstColumn(row);
      for (int column = start; column < chunk.count(); column += ProductTile.COLUMNS) {
        int columns = Math.min(ProductTile.COLUMNS, chunk.count() - column);
        Window window = new Window(row, rows, column, columns);
        sweep(tile.of(strip, chunk, window), window, triangle);
      }
    }
  }

  /**
   * Which columns of a chunk make pairs with a row: all from {@code row − offset} + 1 on, for the
   * first {@code rows} rows.
   */
  record Triangle(int offset, int rows) {
    /** Every row with every column. */
    static Triangle all() {
      return new Triangle(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** The first column that makes a pair with {@code row}. */
    int firstColumn(int row) {
      return offset == Integer.MAX_VALUE ? 0 : Math.max(0, row - offset + 1);
    }
  }

  private void sweep(float[] products, Window window, Triangle triangle) {
    for (int from = 0; from < window.rows(); from += ROWS_AT_ONCE) {
      int to = Math.min(window.rows(), from + ROWS_AT_ONCE);
      Arrays.fill(excess, 0, window.columns(), Float.NEGATIVE_INFINITY);
      prepare(window);
      for (int r = from; r < to; r++) {
        Span span = span(window, triangle, r);
        if (span.from() < span.to()) {
          pairs += span.to() - span.from();
          if (scaled.kernel()) {
            kernel.add(products, r * window.columns(), span);
          }
          System.arraycopy(products, r * window.columns(), line, 0, window.columns());
          raise(excess, line, span);
        }
      }
      if (scaled.kernel()) {
        kernel.carry(window.column(), window.columns());
      }
      visitAbove(products, window, triangle, from);
    }
  }

  private void visitAbove(float[] products, Window window, Triangle triangle, int from) {
    int to = Math.min(window.rows(), from + ROWS_AT_ONCE);
    int columns = window.columns();
    for (int c = 0; c < columns; c++) {
      if (excess[c] < 0) {
        continue;
      }
      int column = window.column() + c;
      for (int r = from; r < to; r++) {
        int row = window.row() + r;
        float product = products[r * columns + c];
        if (column >= triangle.firstColumn(row) && passes(row, column, product)) {
          visit(row, column, product);
        }
      }
    }
  }

  private static Span span(Window window, Triangle triangle, int r) {
    int row = window.row() + r;
    int from = Math.max(0, triangle.firstColumn(row) - window.column());
    return new Span(row, window.column(), from, window.columns());
  }
}
