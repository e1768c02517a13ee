package org.synthassay.manifold;

import org.synthassay.math.CentredRows;
import org.synthassay.math.ErrorBound;

/**
 * What float32 knows of one pair's squared distance, scaled: not below {@code low}, not above
 * {@code high}.
 */
final class DistanceBounds {
  private final ErrorBound bound;
  private final boolean shadows;
  private double low;
  private double high;

  DistanceBounds(Frame scaled) {
    this.shadows = scaled.shadows();
    this.bound = shadows ? scaled.wholeBound() : scaled.bound();
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /** Takes the product that was swept, or, where that was of shadows, the whole rows' own. */
  void of(float product, CentredRows rows, int row, CentredRows columns, int column) {
    if (shadows) {
      CentredRows a = rows.whole();
      CentredRows b = columns.whole();
      known(a.norms()[row] + b.norms()[column], a.product(row, b, column));
    } else {
      known(rows.norms()[row] + columns.norms()[column], product);
    }
  }

  private void known(double norms, float product) {
    double estimate = norms - 2.0 * product;
    low = bound.low(estimate, norms);
    high = bound.high(estimate, norms);
  }
}
