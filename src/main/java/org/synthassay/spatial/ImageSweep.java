package org.synthassay.spatial;

import org.bytedeco.javacpp.BytePointer;
import org.synthassay.image.Pixels;

/** One pass over an image's rows that feeds every kernel; reused, so it belongs to one thread. */
final class ImageSweep {
  private final Cooccurrence cooccurrence = new Cooccurrence();
  private final Gradients gradients = new Gradients();
  private final Colourfulness colourfulness = new Colourfulness();

  /** Three rows of grey levels; each has one reflected pixel at either end. */
  private int[][] rows = new int[3][0];

  private byte[] raw = new byte[0];

  SpatialFeatures features(Pixels pixels) {
    int width = pixels.width();
    int height = pixels.height();
    start(width, pixels);
    try (BytePointer data = pixels.mat().data()) {
      load(pixels, data, 0);
      load(pixels, data, 1);
      for (int y = 0; y < height; y++) {
        boolean last = y == height - 1;
        if (y > 0 && !last) {
          load(pixels, data, y + 1);
        }
        int[] here = rows[y % 3];
        int[] below = rows[(last ? y - 1 : y + 1) % 3];
        int[] above = rows[(y == 0 ? 1 : y - 1) % 3];
        gradients.add(above, here, below, width);
        cooccurrence.add(here, last ? null : below, width);
      }
    }
    return result(pixels);
  }

  private void start(int width, Pixels pixels) {
    if (rows[0].length < width + 2) {
      rows = new int[3][width + 2];
    }
    if (raw.length < width * pixels.mat().channels()) {
      raw = new byte[width * pixels.mat().channels()];
    }
    gradients.clear(width);
    cooccurrence.clear();
    colourfulness.clear();
  }

  private void load(Pixels pixels, BytePointer data, int y) {
    int width = pixels.width();
    int[] row = rows[y % 3];
    data.position(y * pixels.mat().step(0)).get(raw, 0, width * pixels.mat().channels());
    if (pixels.isGrey()) {
      for (int x = 0; x < width; x++) {
        row[x + 1] = raw[x] & 0xff;
      }
    } else {
      colourfulness.add(raw, width);
      grey(raw, row, width);
    }
    row[0] = row[2];
    row[width + 1] = row[width - 1];
  }

  /** OpenCV's 8-bit BGR2GRAY: BT.601 weights in 15 fraction bits, rounded. */
  static void grey(byte[] bgr, int[] row, int width) {
    for (int x = 0, i = 0; x < width; x++, i += 3) {
      row[x + 1] =
          ((bgr[i] & 0xff) * 3735
                  + (bgr[i + 1] & 0xff) * 19235
                  + (bgr[i + 2] & 0xff) * 9798
                  + (1 << 14))
              >> 15;
    }
  }

  private SpatialFeatures result(Pixels pixels) {
    long width = pixels.width();
    long height = pixels.height();
    Double cfi = pixels.isGrey() ? null : (Double) colourfulness.index(width * height);
    Cooccurrence.Haralick texture = cooccurrence.haralick(width, height);
    return new SpatialFeatures(
        cfi,
        (double) gradients.brenner() / ((width - 2) * height),
        (double) gradients.tenengrad() / (width * height),
        (double) gradients.laplacian() / (width * height),
        texture.asm(),
        texture.con(),
        texture.ent(),
        texture.idm());
  }
}
