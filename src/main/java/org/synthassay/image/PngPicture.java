package org.synthassay.image;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pixels as a PNG file: the same bytes for the same pixels. */
public final class PngPicture {

  private PngPicture() {}

  /**
   * @param levels row by row, grey or blue, green, red
   */
  public static byte[] of(byte[] levels, int channels, int height, int width) {
    try (Mat image = new Mat(height, width, opencv_core.CV_8UC(channels));
        BytePointer png = new BytePointer()) {
      image.data().put(levels);
      opencv_imgcodecs.imencode(".png", image, png);
      byte[] bytes = new byte[(int) png.limit()];
      png.get(bytes);
      return bytes;
    }
  }
}
