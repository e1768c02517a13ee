package org.synthassay.manifold;

import org.synthassay.math.ErrorBound;
import org.synthassay.math.RoughDistance;

/**
 * What is known of one pair's squared distance, scaled: not below {@code low}, not above {@code
 * high}.
 */
final class Between {
  private final ErrorBound bound;
  private final RoughDistance rough;
  private final double squaredScale;
  private final boolean shadows;
  private double low;
  private double high;

  Between(Scaled scaled) {
    this.bound = scaled.bound();
    this.rough = new RoughDistance(scaled.centre().length);
    this.squaredScale = scaled.squaredScale();
    this.shadows = scaled.directions() > 0;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /**
   * What {@code product} says of a row and a column whose squared norms are {@code norms} together;
   * a shadow's product bounds from below only.
   */
  void ofProduct(double product, double norms) {
    double estimate = norms - 2 * product;
    low = bound.low(estimate, norms);
    high = shadows ? Double.POSITIVE_INFINITY : bound.high(estimate, norms);
    if (Double.isNaN(estimate)) {
      low = 0;
      high = Double.POSITIVE_INFINITY;
    }
  }

  /** Whether it takes the rows themselves to say more, where shadows are too close. */
  boolean open() {
    return shadows;
  }

  /** What float32 says of the rows themselves; nothing new where it cannot say. */
  void ofRows(RowBlock rows, int row, RowBlock columns, int column) {
    int d = rows.dimension();
    float square = rough.between(rows.values(), row * d, columns.values(), column * d);
    if (!Float.isNaN(square)) {
      double scaled = square * squaredScale;
      low = Math.max(low, scaled * (1 - rough.error()));
      high = scaled * (1 + rough.error());
    }
  }
}
