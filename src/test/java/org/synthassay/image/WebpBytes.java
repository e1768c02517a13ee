package org.synthassay.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_WEBP_QUALITY;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/** A lossless WebP of one flat colour, channels in the order B, G, R and perhaps alpha. */
final class WebpBytes {
  private WebpBytes() {}

  static byte[] lossless(int width, int height, int... levels) {
    double alpha = levels.length == 4 ? levels[3] : 0;
    try (Scalar colour = new Scalar(levels[0], levels[1], levels[2], alpha);
        Mat mat = new Mat(height, width, levels.length == 4 ? CV_8UC4 : CV_8UC3, colour);
        BytePointer encoded = new BytePointer();
        IntPointer parameters = new IntPointer(IMWRITE_WEBP_QUALITY, 101)) {
      if (!imencode(".webp", mat, encoded, parameters)) {
        throw new AssertionError("OpenCV wrote no WebP");
      }
      byte[] bytes = new byte[(int) encoded.limit()];
      encoded.get(bytes);
      return bytes;
    }
  }
}
