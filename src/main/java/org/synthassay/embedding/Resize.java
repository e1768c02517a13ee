package org.synthassay.embedding;

/** Scales one channel of an image to a square of floats in 0..255; holds scratch: one a thread. */
interface Resize {

  /** The resize's side stands for: as large as the image. */
  int ANY_SIDE = 0;

  /**
   * @param channel of the raster, in its order
   * @param plane side×side values, row-major, overwritten
   */
  void plane(Raster image, int channel, float[] plane);
}
