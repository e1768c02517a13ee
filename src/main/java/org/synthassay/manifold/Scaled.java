package org.synthassay.manifold;

import java.io.Serializable;
import org.synthassay.math.CentredRows;
import org.synthassay.math.ErrorBound;

/**
 * The frame in which float32 products are taken.
 *
 * @param centre subtracted from every row
 * @param largest the largest absolute value of any row of both sets, as they were read
 * @param kernel whether KID's kernel is summed over the products
 * @param directions of the shadows that products are taken of; 0: of whole rows
 */
public record Scaled(double[] centre, double largest, boolean kernel, int directions)
    implements Serializable {

  /** Products of whole rows, the kernel summed on the way. */
  public static Scaled withKernel(double[] centre, double largest) {
    return new Scaled(centre, largest, true, 0);
  }

  /** Products of whole rows. */
  public static Scaled whole(double[] centre, double largest) {
    return new Scaled(centre, largest, false, 0);
  }

  /** Products of shadows, which rule out most pairs; the others are looked at one by one. */
  public static Scaled shadows(double[] centre, double largest, int directions) {
    return new Scaled(centre, largest, false, directions);
  }

  /** The power of two that every centred value is multiplied by. */
  public double scale() {
    return CentredRows.scale(largest, centre.length);
  }

  /** The rows of {@code block}, or their shadows, in this frame. */
  public CentredRows rows(RowBlock block) {
    CentredRows whole = CentredRows.of(block.values(), block.rows(), centre, scale());
    return directions == 0
        ? whole
        : CentredRows.of(block.shadows(), block.rows(), new double[directions + 1], 1)
            .shadowsOf(whole);
  }

  double squaredScale() {
    return scale() * scale();
  }

  /** How wrong a product of whole rows can be. */
  ErrorBound wholeBound() {
    return ErrorBound.of(centre.length);
  }

  /** How wrong the products that are swept can be. */
  ErrorBound bound() {
    return directions == 0 ? wholeBound() : ErrorBound.ofShadows(centre.length, directions);
  }
}
