package org.synthassay.manifold;

import org.synthassay.math.ProductTile.Span;

/** The loops over a row of products, written so that the compiler turns them into vector code. */
final class Sieve {
  private Sieve() {}

  /** Raises excess[c] to product − threshold, the lower threshold of the row's and the column's. */
  static void raise(
      float[] excess,
      float[] products,
      int offset,
      Span span,
      Reach columns,
      float near,
      float far) {
    float[] columnNear = columns.near();
    float[] columnFar = columns.far();
    int shift = span.firstColumn();
    int to = span.to();
    for (int c = span.from(); c < to; c++) {
      float threshold = Math.min(columnNear[shift + c] + far, columnFar[shift + c] + near);
      excess[c] = Math.max(excess[c], products[offset + c] - threshold);
    }
  }

  /** The same for a threshold near_i + near_j − weight_j · factor. */
  static void raiseWeighted(
      float[] excess, float[] products, int offset, Span span, Weighted weighted) {
    float[] columnNear = weighted.near();
    float[] weights = weighted.weights();
    float near = weighted.rowNear();
    float factor = weighted.factor();
    int shift = span.firstColumn();
    int to = span.to();
    for (int c = span.from(); c < to; c++) {
      float threshold = columnNear[shift + c] + near - weights[shift + c] * factor;
      excess[c] = Math.max(excess[c], products[offset + c] - threshold);
    }
  }

  /** The terms of a weighted threshold. */
  record Weighted(float[] near, float rowNear, float[] weights, float factor) {}
}
