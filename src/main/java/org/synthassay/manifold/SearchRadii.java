package org.synthassay.manifold;

import java.util.Arrays;
import org.synthassay.math.ErrorBound;

/**
 * How far each row of a block still looks, as the two float32 terms that a pair's inner product p
 * is held against: rows i and j are too far apart for both as soon as p is less than near_i + far_j
 * and than far_i + near_j, where near is at most half the squared norm and far is near less half
 * the squared reach, both lowered by the error bound.
 */
final class SearchRadii {
  private static final double ROUNDING = 0x1p-20;

  private final double[] reach;
  private final float[] near;
  private final float[] far;
  private final double[] kept;

  SearchRadii(double[] norms, ErrorBound bound) {
    int rows = norms.length;
    this.reach = new double[rows];
    this.near = new float[rows];
    this.far = new float[rows];
    this.kept = new double[rows];
    Arrays.fill(reach, Double.POSITIVE_INFINITY);
    Arrays.fill(far, Float.NEGATIVE_INFINITY);
    for (int i = 0; i < rows; i++) {
      kept[i] = (norms[i] * (1 - bound.relative() - ROUNDING) - bound.absolute()) / 2;
      near[i] = Math.nextDown((float) kept[i]);
    }
  }

  /** The squared reach, scaled. */
  double of(int row) {
    return reach[row];
  }

  /** Row {@code row} looks no further than {@code square}, scaled. */
  void lower(int row, double square) {
    if (square < reach[row]) {
      reach[row] = square;
      far[row] = Math.nextDown((float) (kept[row] - square * (1 + ROUNDING) / 2));
    }
  }

  float[] near() {
    return near;
  }

  float[] far() {
    return far;
  }
}
