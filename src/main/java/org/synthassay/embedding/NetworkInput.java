package org.synthassay.embedding;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What a network takes: N×3×side×side RGB values.
 *
 * @param side height and width in pixels
 * @param type float32, or uint8 for networks that normalise by themselves
 * @param layout how the values lie in memory; the network sees N×3×H×W either way
 */
record NetworkInput(int side, DataType type, Layout layout) {

  /** Order in memory of an image's channels. */
  enum Layout {
    /** N, channel, row, column: what ONNX Runtime reads. */
    PLANES,
    /** N, row, column, channel: PyTorch convolves it faster. */
    CHANNELS_LAST;

    Shape shape(int images, int height, int width) {
      return this == PLANES
          ? new Shape(images, 3, height, width)
          : new Shape(images, height, width, 3);
    }
  }

  @Override
  public String toString() {
    return "N×3×%d×%d %s, %s".formatted(side, side, type, layout);
  }
}
