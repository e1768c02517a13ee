package org.synthassay.image;

import java.nio.ByteBuffer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How coarsely a JPEG was quantised, on the 1 to 100 of the widespread encoder (libjpeg's). */
final class JpegQuality {
  private static final int DQT = 0xdb;
  private static final int SOS = 0xda;

  /** ITU-T T.81, table K.1. */
  private static final int[] LUMINANCE = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };

  private JpegQuality() {}

  /** The quality whose table is as coarse as the first of the file; null where it has none. */
  static @Nullable Integer of(ByteBuffer file) {
    for (int at = JpegFile.marker(file, 2); (file.get(at) & 0xff) != SOS; ) {
      if ((file.get(at) & 0xff) == DQT && file.get(at + 3) >> 4 == 0) {
        int table = at + 4;
        int sum = IntStream.range(0, 64).map(i -> file.get(table + i) & 0xff).sum();
        return nearest(sum);
      }
      at = JpegFile.marker(file, JpegFile.afterSegment(file, at));
    }
    return null;
  }

  private static int nearest(int sum) {
    int nearest = 1;
    for (int quality = 2; quality <= 100; quality++) {
      if (Math.abs(sum(quality) - sum) <= Math.abs(sum(nearest) - sum)) {
        nearest = quality;
      }
    }
    return nearest;
  }

  private static int sum(int quality) {
    int scale = quality < 50 ? 5000 / quality : 200 - 2 * quality;
    return IntStream.of(LUMINANCE)
        .map(step -> Math.min(255, Math.max(1, (step * scale + 50) / 100)))
        .sum();
  }
}
