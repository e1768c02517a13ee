package org.synthassay.spatial;

/**
 * The sums over one image's pixels that its features are computed of.
 *
 * @param colour whether it has colour at all
 */
record ImageSums(
    long pixels,
    int height,
    boolean colour,
    Gradients gradients,
    Cooccurrence cooccurrence,
    Colourfulness colourfulness,
    LevelHistogram levels,
    HsvMoments hsv) {

  /** NaN, no value, for a grey image. */
  double ofColour(double value) {
    return colour ? value : Double.NaN;
  }
}
