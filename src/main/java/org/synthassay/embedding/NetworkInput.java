package org.synthassay.embedding;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What a network takes: N images of side×side RGB or grey values.
 *
 * @param side height and width in pixels
 * @param channels 3, or 1 for grey
 * @param type float32, half, double, or uint8 for networks that normalise by themselves
 * @param layout how the values lie in memory
 */
record NetworkInput(int side, int channels, DataType type, Layout layout) {

  /** Order of an image's channels, in memory and as the network sees them. */
  enum Layout {
    /** N, channel, row, column: what ONNX Runtime reads. */
    PLANES,
    /** N, row, column, channel, seen as planes: PyTorch convolves it faster. */
    CHANNELS_LAST,
    /** N, row, column, channel, and seen so too: networks that come from TensorFlow. */
    ROWS;

    Shape shape(int images, int channels, int height, int width) {
      return this == PLANES
          ? new Shape(images, channels, height, width)
          : new Shape(images, height, width, channels);
    }
  }

  Shape shape(int images, int height, int width) {
    return layout.shape(images, channels, height, width);
  }

  @Override
  public String toString() {
    return layout == Layout.ROWS
        ? "N×%d×%d×%d %s".formatted(side, side, channels, type)
        : "N×%d×%d×%d %s, %s".formatted(channels, side, side, type, layout);
  }
}
