package org.synthassay.manifold;

/**
 * The loops over a row of products. All arrays of a loop are indexed alike: the compiler of JDK 17
 * makes no vector code where one of several arrays of a type stands at an offset of its own.
 */
final class Sieve {
  private Sieve() {}

  /** Raises excess[c] to product − threshold, the lower threshold of the row's and the column's. */
  static void raise(float[] excess, float[] products, Thresholds columns, float near, float far) {
    float[] columnNear = columns.near;
    float[] columnFar = columns.far;
    int to = columns.to;
    for (int c = columns.from; c < to; c++) {
      float threshold = Math.min(columnNear[c] + far, columnFar[c] + near);
      excess[c] = Math.max(excess[c], products[c] - threshold);
    }
  }

  /** The same for a threshold near_i + near_j − weight_j · factor. */
  static void raiseWeighted(
      float[] excess, float[] products, Thresholds columns, float near, Weighted weighted) {
    float[] columnNear = columns.near;
    float[] weights = weighted.weights;
    float factor = weighted.factor;
    int to = columns.to;
    for (int c = columns.from; c < to; c++) {
      float threshold = columnNear[c] + near - weights[c] * factor;
      excess[c] = Math.max(excess[c], products[c] - threshold);
    }
  }

  /** The terms of a weighted threshold, from the tile's first column on. */
  record Weighted(float[] weights, float factor) {}

  /** The columns' terms from the tile's first column on, and which columns are looked at. */
  static final class Thresholds {
    private final float[] near;
    private final float[] far;
    private int from;
    private int to;

    Thresholds(int columns) {
      near = new float[columns];
      far = new float[columns];
    }

    /** The terms of {@code width} columns from {@code column} on, as they are now. */
    void take(SearchRadii reach, int column, int width) {
      System.arraycopy(reach.near(), column, near, 0, width);
      System.arraycopy(reach.far(), column, far, 0, width);
    }

    void span(int first, int end) {
      from = first;
      to = end;
    }
  }
}
