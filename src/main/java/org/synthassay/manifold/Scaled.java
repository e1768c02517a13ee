package org.synthassay.manifold;

import java.io.Serializable;
import org.synthassay.math.CentredRows;
import org.synthassay.math.ErrorBound;

/**
 * The frame in which float32 products are taken.
 *
 * @param centre subtracted from every row
 * @param largest the largest absolute value of any row of both sets, as they were read
 */
public record Scaled(double[] centre, double largest) implements Serializable {

  /** The power of two that every centred value is multiplied by. */
  public double scale() {
    return CentredRows.scale(largest, centre.length);
  }

  /** The rows of {@code block} in this frame. */
  public CentredRows rows(RowBlock block) {
    return CentredRows.of(block.values(), block.rows(), centre, scale());
  }

  double squaredScale() {
    return scale() * scale();
  }

  ErrorBound bound() {
    return ErrorBound.of(centre.length);
  }
}
