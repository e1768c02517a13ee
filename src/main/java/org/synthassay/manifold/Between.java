package org.synthassay.manifold;

import org.synthassay.math.CentredRows;
import org.synthassay.math.ErrorBound;

/**
 * What is known of one pair's squared distance, scaled: not below {@code low}, not above {@code
 * high}.
 */
final class Between {
  private final ErrorBound bound;
  private final ErrorBound wholeBound;
  private final boolean shadows;
  private double low;
  private double high;
  private boolean looked;

  Between(Scaled scaled) {
    this.bound = scaled.bound();
    this.wholeBound = scaled.wholeBound();
    this.shadows = scaled.directions() > 0;
  }

  double low() {
    return low;
  }

  double high() {
    return high;
  }

  /** Whether float32 can say no more. */
  boolean looked() {
    return looked;
  }

  /**
   * What the product of a row and a column says. Rows of shadows p, q that leave ρ, σ beside them
   * are between ‖p − q‖² + (ρ − σ)² and ‖p − q‖² + (ρ + σ)² apart.
   */
  void ofProduct(float product, CentredRows rows, int row, CentredRows columns, int column) {
    double norms = rows.norms()[row] + columns.norms()[column];
    double estimate = norms - 2.0 * product;
    low = bound.low(estimate, norms);
    high = bound.high(estimate, norms);
    looked = !shadows;
    if (shadows) {
      high += bound.relative() * norms + 4.000001 * rows.last(row) * columns.last(column);
    }
  }

  /** What the product of the whole rows says, where {@code rows} are shadows. */
  void look(CentredRows rows, int row, CentredRows columns, int column) {
    CentredRows a = rows.whole();
    CentredRows b = columns.whole();
    double norms = a.norms()[row] + b.norms()[column];
    double estimate = norms - 2.0 * a.product(row, b, column);
    low = wholeBound.low(estimate, norms);
    high = wholeBound.high(estimate, norms);
    looked = true;
  }
}
