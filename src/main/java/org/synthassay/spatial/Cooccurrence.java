package org.synthassay.spatial;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Grey-level co-occurrence at distance 1 in four directions at once: whole counts of unordered
 * pairs, which is half the symmetric matrix.
 */
final class Cooccurrence {
  private static final int LEVELS = 256;
  private static final int ANGLES = 4;

  /** Indexed (lower level · 256 + higher level) · 4 + angle. */
  private final int[] counts = new int[LEVELS * LEVELS * ANGLES];

  private boolean used;

  /** Means over the four directions; ent in bits. */
  record Haralick(double asm, double con, double ent, double idm) {}

  void clear() {
    if (used) {
      Arrays.fill(counts, 0);
    }
    used = true;
  }

  /** Adds a row's pairs with itself and with the row below; pixel x is at index x + 1. */
  void add(int[] here, int @Nullable [] below, int width) {
    if (below == null) {
      for (int x = 1; x < width; x++) {
        count(here[x], here[x + 1], 0);
      }
      return;
    }
    count(here[1], below[1], 2);
    for (int x = 1; x < width; x++) {
      int level = here[x];
      int right = here[x + 1];
      count(level, right, 0);
      count(level, below[x + 1], 1);
      count(right, below[x + 1], 2);
      count(right, below[x], 3);
    }
  }

  Haralick haralick(long width, long height) {
    long[] pairs = {
      (width - 1) * height,
      (width - 1) * (height - 1),
      width * (height - 1),
      (width - 1) * (height - 1)
    };
    Haralick[] each = new Haralick[ANGLES];
    for (int angle = 0; angle < ANGLES; angle++) {
      each[angle] = haralick(angle, pairs[angle]);
    }
    return new Haralick(
        Arrays.stream(each).mapToDouble(Haralick::asm).sum() / ANGLES,
        Arrays.stream(each).mapToDouble(Haralick::con).sum() / ANGLES,
        Arrays.stream(each).mapToDouble(Haralick::ent).sum() / ANGLES,
        Arrays.stream(each).mapToDouble(Haralick::idm).sum() / ANGLES);
  }

  private void count(int a, int b, int angle) {
    counts[(Math.min(a, b) << 8 | Math.max(a, b)) << 2 | angle]++;
  }

  /** With p = c/n on the diagonal and c/2n, twice, off it. */
  private Haralick haralick(int angle, long n) {
    long doubledSquares = 0;
    long offDiagonal = 0;
    long contrast = 0;
    double logs = 0;
    double inverse = 0;
    for (int low = 0; low < LEVELS; low++) {
      for (int high = low; high < LEVELS; high++) {
        long c = counts[(low << 8 | high) << 2 | angle];
        if (c != 0) {
          long d = high - low;
          doubledSquares += d == 0 ? 2 * c * c : c * c;
          offDiagonal += d == 0 ? 0 : c;
          contrast += c * d * d;
          logs += timesLog2(c);
          inverse += c / (1.0 + d * d);
        }
      }
    }
    return new Haralick(
        doubledSquares / (2.0 * n * n),
        (double) contrast / n,
        (timesLog2(n) + offDiagonal - logs) / n,
        inverse / n);
  }

  private static double timesLog2(long c) {
    return c * (Math.log(c) / Math.log(2));
  }
}
