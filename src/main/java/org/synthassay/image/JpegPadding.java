package org.synthassay.image;

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
    int bottom = decoded.rows() - 1;
    int right = decoded.cols() - 1;
    return isGrey(decoded, bottom, right)
        || isGrey(decoded, 0, 0)
        || isGrey(decoded, 0, right)
        || isGrey(decoded, bottom, 0);
  }

  private static boolean isGrey(Mat decoded, int row, int column) {
    byte[] pixel = new byte[decoded.channels()];
    decoded.ptr(row, column).get(pixel);
    for (byte level : pixel) {
      if (level != GREY) {
        return false;
      }
    }
    return true;
  }
}
