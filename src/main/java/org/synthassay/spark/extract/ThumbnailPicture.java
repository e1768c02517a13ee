package org.synthassay.spark.extract;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.synthassay.image.Pixels;

/** A small PNG of an image, for the report. */
final class ThumbnailPicture {
  private static final int SIDE = 128;

  private ThumbnailPicture() {}

  static byte[] png(Pixels pixels) {
    double scale = Math.min(1, (double) SIDE / Math.max(pixels.width(), pixels.height()));
    int width = Math.max(1, (int) Math.round(pixels.width() * scale));
    int height = Math.max(1, (int) Math.round(pixels.height() * scale));
    try (Mat small = new Mat();
        Size size = new Size(width, height);
        BytePointer png = new BytePointer()) {
      opencv_imgproc.resize(pixels.mat(), small, size, 0, 0, opencv_imgproc.INTER_AREA);
      opencv_imgcodecs.imencode(".png", small, png);
      byte[] bytes = new byte[(int) png.limit()];
      png.get(bytes);
      return bytes;
    }
  }
}
