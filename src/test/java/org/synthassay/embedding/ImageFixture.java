package org.synthassay.embedding;

import java.util.SplittableRandom;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.synthassay.image.Pixels;
import org.synthassay.image.Pixels.SourceFormat;

/** Images that tests draw: waves of all scales with noise on top. */
final class ImageFixture {

  private ImageFixture() {}

  static Pixels grey(int width, int height, long seed) {
    return drawn(width, height, 1, seed);
  }

  static Pixels colour(int width, int height, long seed) {
    return drawn(width, height, 3, seed);
  }

  static Pixels pixels(Mat mat) {
    return new Pixels(
        mat, new SourceFormat("png", 8, mat.channels(), mat.cols(), mat.rows(), false));
  }

  /** All values of an image, row-major, channels interleaved in BGR. */
  static byte[] bytes(Pixels image) {
    byte[] bytes = new byte[image.width() * image.height() * image.mat().channels()];
    image.mat().data().get(bytes);
    return bytes;
  }

  private static Pixels drawn(int width, int height, int channels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = new byte[width * height * channels];
    double phase = random.nextDouble(6);
    for (int i = 0; i < bytes.length; i++) {
      int pixel = i / channels;
      double x = pixel % width;
      double y = pixel / width;
      double wave = Math.sin(x / 3 + phase * (i % channels)) + Math.cos((x - 2 * y) / 17 + phase);
      bytes[i] = (byte) (int) (128 + 50 * wave + random.nextDouble(-25, 25));
    }
    Mat mat = new Mat(height, width, opencv_core.CV_8UC(channels));
    mat.data().put(bytes);
    return pixels(mat);
  }
}
