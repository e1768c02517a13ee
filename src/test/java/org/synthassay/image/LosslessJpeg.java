package org.synthassay.image;

import java.io.ByteArrayOutputStream;

/** A JPEG lossless encoder for tests: one component, predictor 1, a flat Huffman table. */
final class LosslessJpeg {
  private static final int CODE_BITS = 5;
  private static final int CATEGORIES = 17;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int pending;
  private int count;

  private LosslessJpeg() {}

  static byte[] encode(int[] samples, int columns, int precision) {
    LosslessJpeg jpeg = new LosslessJpeg();
    int rows = samples.length / columns;
    jpeg.head(rows, columns, precision);
    for (int i = 0; i < samples.length; i++) {
      boolean first = i % columns == 0;
      int above = i == 0 ? 1 << (precision - 1) : samples[Math.max(0, i - columns)];
      jpeg.difference((short) (samples[i] - (first ? above : samples[i - 1])));
    }
    while (jpeg.count != 0) {
      jpeg.bits(1, 1);
    }
    jpeg.bytes(0xff, 0xd9);
    return jpeg.out.toByteArray();
  }

  private void head(int rows, int columns, int precision) {
    bytes(0xff, 0xd8, 0xff, 0xc3, 0, 11, precision);
    bytes(rows >> 8, rows, columns >> 8, columns, 1, 1, 0x11, 0);
    bytes(0xff, 0xc4, 0, 19 + CATEGORIES, 0);
    for (int length = 1; length <= 16; length++) {
      bytes(length == CODE_BITS ? CATEGORIES : 0);
    }
    for (int category = 0; category < CATEGORIES; category++) {
      bytes(category);
    }
    bytes(0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0);
  }

  private void difference(int value) {
    int category = 32 - Integer.numberOfLeadingZeros(Math.abs(value));
    bits(category, CODE_BITS);
    if (category < 16) {
      bits(value < 0 ? value + (1 << category) - 1 : value, category);
    }
  }

  private void bits(int value, int width) {
    for (int i = width - 1; i >= 0; i--) {
      pending = pending << 1 | (value >> i & 1);
      if (++count == 8) {
        bytes(pending);
        if (pending == 0xff) {
          bytes(0);
        }
        pending = 0;
        count = 0;
      }
    }
  }

  private void bytes(int... values) {
    for (int value : values) {
      out.write(value);
    }
  }
}
