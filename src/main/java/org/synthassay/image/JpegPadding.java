package org.synthassay.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Whether a decoded JPEG may hold what libjpeg pads its one scan with where that ends early: mid
 * grey to the last corner, which orientation may have turned to any of the four.
 */
final class JpegPadding {
  private static final byte GREY = (byte) 128;

  private JpegPadding() {}

  /** False for nearly every whole file. */
  static boolean isPossible(Mat decoded) {
    int channels = decoded.channels();
    long right = (long) (decoded.cols() - 1) * channels;
    long bottom = (decoded.rows() - 1) * decoded.step();
    try (BytePointer pixels = decoded.data()) {
      return isGrey(pixels, bottom + right, channels)
          || isGrey(pixels, 0, channels)
          || isGrey(pixels, right, channels)
          || isGrey(pixels, bottom, channels);
    }
  }

  private static boolean isGrey(BytePointer pixels, long at, int channels) {
    for (int c = 0; c < channels; c++) {
      if (pixels.get(at + c) != GREY) {
        return false;
      }
    }
    return true;
  }
}
