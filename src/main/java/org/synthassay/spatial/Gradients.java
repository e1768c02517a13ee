package org.synthassay.spatial;

/** Sums of squared differences, whole and exact: Brenner, Tenengrad, Laplacian. */
final class Gradients {
  private final Columns brenner = new Columns();
  private final Columns tenengrad = new Columns();
  private final Columns laplacian = new Columns();

  void clear(int width) {
    brenner.clear(width);
    tenengrad.clear(width);
    laplacian.clear(width);
  }

  /** Adds one row, given with its neighbours. */
  void add(LevelRow above, LevelRow here, LevelRow below, int width) {
    addBrenner(here.slope, brenner.row(), width);
    addTenengrad(above, here, below, tenengrad.row(), width);
    addLaplacian(above.level, here.curve, below.level, laplacian.row(), width);
  }

  long brenner() {
    return brenner.total();
  }

  long tenengrad() {
    return tenengrad.total();
  }

  long laplacian() {
    return laplacian.total();
  }

  /** Over both borders too: there the reflected slope is 0. */
  private static void addBrenner(int[] slope, int[] sums, int width) {
    for (int x = 0; x < width; x++) {
      sums[x] += slope[x] * slope[x];
    }
  }

  private static void addTenengrad(
      LevelRow above, LevelRow here, LevelRow below, int[] sums, int width) {
    int[] slopeAbove = above.slope;
    int[] slopeHere = here.slope;
    int[] slopeBelow = below.slope;
    int[] smoothAbove = above.smooth;
    int[] smoothBelow = below.smooth;
    for (int x = 0; x < width; x++) {
      int gx = slopeAbove[x] + 2 * slopeHere[x] + slopeBelow[x];
      int gy = smoothBelow[x] - smoothAbove[x];
      sums[x] += gx * gx + gy * gy;
    }
  }

  private static void addLaplacian(int[] above, int[] curve, int[] below, int[] sums, int width) {
    for (int x = 0; x < width; x++) {
      int l = above[x] + curve[x] + below[x];
      sums[x] += l * l;
    }
  }
}
