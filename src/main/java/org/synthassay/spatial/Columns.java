package org.synthassay.spatial;

import java.util.Arrays;

/**
 * A whole sum over an image, kept a column: loops that read and write at one index become vector
 * instructions.
 */
final class Columns {
  /** Rows that an int holds; the largest term is Sobel's, 2·1020². */
  private static final int ROWS = 1024;

  private int[] sums = new int[0];
  private int rows;
  private long total;

  void clear(int width) {
    if (sums.length < width) {
      sums = new int[width];
    } else {
      Arrays.fill(sums, 0);
    }
    rows = 0;
    total = 0;
  }

  /** The sums to add one row's terms to. */
  int[] row() {
    if (rows == ROWS) {
      flush();
    }
    rows++;
    return sums;
  }

  long total() {
    flush();
    return total;
  }

  private void flush() {
    for (int sum : sums) {
      total += sum;
    }
    Arrays.fill(sums, 0);
    rows = 0;
  }
}
