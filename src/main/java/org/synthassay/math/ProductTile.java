package org.synthassay.math;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/** A window of the matrix of float32 inner products, small enough to be swept while in cache. */
public final class ProductTile implements AutoCloseable {
  /** Rows of a full tile. */
  public static final int ROWS = 512;

  /** Columns of a full tile: no power of two, or a column's products would share a cache set. */
  public static final int COLUMNS = 1040;

  private final FloatPointer product = new FloatPointer((long) ROWS * COLUMNS);
  private final float[] values = new float[ROWS * COLUMNS];

  public ProductTile() {
    OpenBlas.oneThread();
  }

  /** One tile's place: {@code rows} from {@code row} on, {@code columns} from {@code column} on. */
  public record Window(int row, int rows, int column, int columns) {}

  /**
   * Part of one row of products.
   *
   * @param row the row
   * @param firstColumn the tile's first column
   * @param from the part's first column, in the tile
   * @param to behind the part's last column, in the tile
   */
  public record Span(int row, int firstColumn, int from, int to) {}

  /** rows × columns products of {@code a}'s rows with {@code b}'s; valid until the next call. */
  public float[] of(CentredRows a, CentredRows b, Window window) {
    int d = a.dimension();
    int m = window.rows();
    int n = window.columns();
    FloatPointer left = a.at(window.row());
    FloatPointer right = b.at(window.column());
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        m,
        n,
        a.terms(),
        1,
        left,
        d,
        right,
        d,
        0,
        product,
        n);
    product.get(values, 0, m * n);
    return values;
  }

  @Override
  public void close() {
    product.close();
  }
}
