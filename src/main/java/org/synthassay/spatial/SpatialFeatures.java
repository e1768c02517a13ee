package org.synthassay.spatial;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Pixels;

/**
 * The eight spatial features of one image; all are means, so that images of different sizes
 * compare.
 *
 * @param cfi colourfulness √(σ²rg + σ²yb) + 0.3·√(μ²rg + μ²yb), rg = R − G and yb = (R + G)/2 − B
 *     signed, population σ (Hasler &amp; Süsstrunk 2003); null for a grey image
 * @param biq Brenner: mean of (I(x+2, y) − I(x, y))²
 * @param tiq Tenengrad: mean of Gx² + Gy², Sobel 3×3, border reflected, no threshold
 * @param liq Laplacian: mean of L², L = [0 1 0; 1 −4 1; 0 1 0], border reflected
 * @param asm angular second moment Σp² (Haralick 1973), like the next three on the grey-level
 *     co-occurrence at distance 1, 256 levels, symmetric, a mean over 0, 45, 90 and 135°
 * @param con contrast Σ(i − j)²p
 * @param ent entropy −Σp·log₂p, in bits (IBSI; scikit-image takes the natural logarithm)
 * @param idm inverse difference moment Σp/(1 + (i − j)²)
 */
public record SpatialFeatures(
    @Nullable Double cfi,
    double biq,
    double tiq,
    double liq,
    double asm,
    double con,
    double ent,
    double idm) {

  /** The features' names in tables and reports, in the order of {@link #values}. */
  public static final List<String> NAMES =
      List.of("cfi", "biq", "tiq", "liq", "asm", "con", "ent", "idm");

  private static final ThreadLocal<ImageSweep> SWEEP = ThreadLocal.withInitial(ImageSweep::new);

  /**
   * The features of an image of at least 3×3 pixels. Grey levels of a colour image are OpenCV's
   * 8-bit BGR2GRAY. All sums are of whole numbers and exact.
   */
  public static SpatialFeatures of(Pixels pixels) {
    if (Math.min(pixels.width(), pixels.height()) < 3) {
      throw new IllegalArgumentException(
          "spatial features need at least 3×3 pixels, got "
              + pixels.width()
              + "×"
              + pixels.height());
    }
    return SWEEP.get().features(pixels);
  }

  /** The values in the order of {@link #NAMES}; only the first can be null. */
  public List<@Nullable Double> values() {
    return Arrays.asList(cfi, biq, tiq, liq, asm, con, ent, idm);
  }
}
