package org.synthassay.spatial;

/** One row of grey levels with its horizontal differences, borders reflected. */
final class LevelRow {
  final int[] level;

  /** I(x+1) − I(x−1). */
  final int[] slope;

  /** I(x−1) + 2·I(x) + I(x+1). */
  final int[] smooth;

  /** I(x−1) − 4·I(x) + I(x+1). */
  final int[] curve;

  private final int[] left;
  private final int[] right;

  LevelRow(int width) {
    level = new int[width];
    slope = new int[width];
    smooth = new int[width];
    curve = new int[width];
    left = new int[width];
    right = new int[width];
  }

  /** Takes over the differences once the levels are set. */
  void differentiate(int width) {
    System.arraycopy(level, 0, left, 1, width - 1);
    System.arraycopy(level, 1, right, 0, width - 1);
    left[0] = level[1];
    right[width - 1] = level[width - 2];
    differentiate(level, left, right, width);
  }

  private void differentiate(int[] here, int[] before, int[] after, int width) {
    int[] slopes = slope;
    int[] smooths = smooth;
    int[] curves = curve;
    for (int x = 0; x < width; x++) {
      slopes[x] = after[x] - before[x];
      smooths[x] = before[x] + 2 * here[x] + after[x];
      curves[x] = before[x] - 4 * here[x] + after[x];
    }
  }
}
