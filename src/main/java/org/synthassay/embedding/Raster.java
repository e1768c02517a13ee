package org.synthassay.embedding;

import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.synthassay.image.Pixels;

/** The bytes of one image in a reused array: row-major, channels interleaved, BGR or grey. */
final class Raster {

  byte[] bytes = {};
  int width;
  int height;
  int channels;

  void read(Pixels image) {
    Mat mat = image.mat();
    if (!mat.isContinuous()) {
      try (Mat whole = mat.clone()) {
        read(new Pixels(whole, image.format()));
      }
      return;
    }
    width = mat.cols();
    height = mat.rows();
    channels = mat.channels();
    int size = Math.multiplyExact(Math.multiplyExact(width, height), channels);
    if (bytes.length < size) {
      bytes = new byte[size];
    }
    try (BytePointer data = mat.data()) {
      data.get(bytes, 0, size);
    }
  }
}
