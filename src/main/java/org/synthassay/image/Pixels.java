package org.synthassay.image;

import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;

/**
 * A decoded 8-bit image: one channel (grey) or three (BGR, OpenCV's order). Owns native memory:
 * close it.
 *
 * @param mat CV_8UC1 or CV_8UC3
 * @param format what the file was, before conversion
 */
public record Pixels(Mat mat, SourceFormat format) implements Decoded, AutoCloseable {

  /**
   * The file's own form, counted in metrics.json.
   *
   * @param codec lower-case name, such as {@code png}
   * @param depth bits a channel in the file
   * @param channels in the file, palette and alpha expanded
   * @param alpha an alpha channel was composited on black
   * @param usedBits that hold the highest of its values, of a deep image whose whole range is
   *     shown; null for others
   * @param quality that a JPEG was quantised with, 1 to 100; null for others
   */
  public record SourceFormat(
      String codec,
      int depth,
      int channels,
      int width,
      int height,
      boolean alpha,
      @Nullable Integer usedBits,
      @Nullable Integer quality) {

    /** Without what is measured. */
    public SourceFormat(
        String codec, int depth, int channels, int width, int height, boolean alpha) {
      this(codec, depth, channels, width, height, alpha, null, null);
    }
  }

  public int width() {
    return mat.cols();
  }

  public int height() {
    return mat.rows();
  }

  public boolean isGrey() {
    return mat.channels() == 1;
  }

  /** One channel, or R = G = B everywhere. */
  public boolean isAchromatic() {
    if (isGrey()) {
      return true;
    }
    byte[] row = new byte[3 * width()];
    for (int y = 0; y < height(); y++) {
      mat.ptr(y).get(row);
      for (int i = 0; i < row.length; i += 3) {
        if (row[i] != row[i + 1] || row[i] != row[i + 2]) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public void close() {
    mat.close();
  }
}
