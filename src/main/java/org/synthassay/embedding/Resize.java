package org.synthassay.embedding;

/** Scales one channel of an image to a square of floats in 0..255; holds scratch: one a thread. */
interface Resize {

  /**
   * @param channel of the raster, in its order
   * @param plane side×side values, row-major, overwritten
   */
  void plane(Raster image, int channel, float[] plane);
}
