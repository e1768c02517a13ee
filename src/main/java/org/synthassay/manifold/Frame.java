package org.synthassay.manifold;

import java.io.Serializable;
import org.synthassay.math.CentredRows;
import org.synthassay.math.ErrorBound;

/**
 * The frame in which float32 products are taken.
 *
 * @param centre subtracted from every row
 * @param largest the largest absolute value of any row of both sets, as they were read
 * @param products what they are taken of, and for what
 * @param directions of the rows' shadows; 0 where there are none
 */
public record Frame(double[] centre, double largest, Products products, int directions)
    implements Serializable {
  /** Directions that an estimate takes; on more it would hardly be better. */
  private static final int MOST_ESTIMATED = 64;

  enum Products {
    WITH_KERNEL,
    WHOLE,
    SHADOWS,
    ESTIMATES
  }

  /** Products of whole rows, the kernel summed on the way. */
  public static Frame withKernel(double[] centre, double largest) {
    return new Frame(centre, largest, Products.WITH_KERNEL, 0);
  }

  /** Products of whole rows. */
  public static Frame whole(double[] centre, double largest) {
    return new Frame(centre, largest, Products.WHOLE, 0);
  }

  /** Products of shadows, which rule out most pairs; the others are looked at one by one. */
  public static Frame shadows(double[] centre, double largest, int directions) {
    return new Frame(centre, largest, Products.SHADOWS, directions);
  }

  /**
   * The frame of these shadows in which a distance is not decided but estimated: as if what the
   * leading directions leave of two rows were at right angles.
   */
  public Frame estimates() {
    return new Frame(centre, largest, Products.ESTIMATES, directions);
  }

  /** Whether KID's kernel is summed over the products. */
  boolean kernel() {
    return products == Products.WITH_KERNEL;
  }

  /** Whether shadows rule out pairs before whole rows are looked at. */
  public boolean shadows() {
    return products == Products.SHADOWS;
  }

  /** Whether distances are estimated from shadows alone, whole rows out of sight. */
  public boolean estimated() {
    return products == Products.ESTIMATES;
  }

  /** The power of two that every centred value is multiplied by. */
  public double scale() {
    return CentredRows.scale(largest, centre.length);
  }

  /** The rows of {@code block}, or their shadows, in this frame. */
  public CentredRows rows(RowBlock block) {
    return switch (products) {
      case WITH_KERNEL, WHOLE -> CentredRows.of(block.values(), block.rows(), centre, scale());
      case SHADOWS ->
          shadows(block).shadowsOf(CentredRows.of(block.values(), block.rows(), centre, scale()));
      case ESTIMATES -> shadows(block).first(estimatedTerms());
    };
  }

  private CentredRows shadows(RowBlock block) {
    return CentredRows.of(block.shadows(), block.rows(), new double[directions + 1], 1);
  }

  double squaredScale() {
    return scale() * scale();
  }

  /** How wrong a product of whole rows can be. */
  ErrorBound wholeBound() {
    return ErrorBound.of(centre.length);
  }

  private int estimatedTerms() {
    return Math.min(MOST_ESTIMATED, directions);
  }

  /** How wrong the products that are swept can be. */
  ErrorBound bound() {
    return switch (products) {
      case WITH_KERNEL, WHOLE -> wholeBound();
      case SHADOWS -> ErrorBound.ofShadows(centre.length, directions);
      case ESTIMATES -> ErrorBound.of(estimatedTerms());
    };
  }
}
