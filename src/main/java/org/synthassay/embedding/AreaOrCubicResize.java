package org.synthassay.embedding;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/**
 * OpenCV's area averaging when the width shrinks, its bicubic otherwise, in float32: GIST's own.
 */
final class AreaOrCubicResize implements Resize {

  static {
    // A Spark task owns one core: OpenCV's pool would fight the other tasks for theirs.
    opencv_core.setNumThreads(1);
  }

  private final int side;
  private float[] values = {};

  AreaOrCubicResize(int side) {
    this.side = side;
  }

  @Override
  public void plane(Raster image, int channel, float[] plane) {
    int pixels = image.width * image.height;
    if (values.length < pixels) {
      values = new float[pixels];
    }
    for (int i = 0; i < pixels; i++) {
      values[i] = image.bytes[i * image.channels + channel] & 0xFF;
    }
    try (FloatPointer source = new FloatPointer(pixels);
        FloatPointer target = new FloatPointer(plane.length);
        Mat from =
            new Mat(
                image.height, image.width, opencv_core.CV_32FC1, source.put(values, 0, pixels));
        Mat to = new Mat(side, side, opencv_core.CV_32FC1, target);
        Size size = new Size(side, side)) {
      resize(from, to, size, 0, 0, side < image.width ? INTER_AREA : INTER_CUBIC);
      target.get(plane);
    }
  }
}
