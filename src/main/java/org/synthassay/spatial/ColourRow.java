package org.synthassay.spatial;

/** One row of a colour image, its interleaved channels taken apart. */
final class ColourRow {
  private int[] blue = new int[0];
  private int[] green = new int[0];
  private int[] red = new int[0];

  void read(byte[] bgr, int width) {
    if (blue.length < width) {
      blue = new int[width];
      green = new int[width];
      red = new int[width];
    }
    for (int x = 0, i = 0; x < width; x++, i += 3) {
      blue[x] = bgr[i] & 0xff;
      green[x] = bgr[i + 1] & 0xff;
      red[x] = bgr[i + 2] & 0xff;
    }
  }

  int[] blue() {
    return blue;
  }

  int[] green() {
    return green;
  }

  int[] red() {
    return red;
  }

  /** OpenCV's 8-bit BGR2GRAY: BT.601 weights in 15 fraction bits, rounded. */
  void grey(int[] level, int width) {
    int[] b = blue;
    int[] g = green;
    int[] r = red;
    for (int x = 0; x < width; x++) {
      level[x] = (b[x] * 3735 + g[x] * 19235 + r[x] * 9798 + (1 << 14)) >> 15;
    }
  }
}
