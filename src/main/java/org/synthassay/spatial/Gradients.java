package org.synthassay.spatial;

/** Sums of squared differences, whole and exact: Brenner, Tenengrad, Laplacian. */
final class Gradients {
  /** Pixels whose squares an int can sum: 2·1020² each at most. */
  private static final int CHUNK = 1024;

  private int[] smooth = new int[0];
  private int[] slope = new int[0];
  private long brenner;
  private long tenengrad;
  private long laplacian;

  void clear(int width) {
    if (smooth.length < width + 2) {
      smooth = new int[width + 2];
      slope = new int[width + 2];
    }
    brenner = 0;
    tenengrad = 0;
    laplacian = 0;
  }

  /** Adds one row, given with its neighbours; pixel x is at index x + 1. */
  void add(int[] above, int[] here, int[] below, int width) {
    for (int x = 0; x < width + 2; x++) {
      smooth[x] = above[x] + 2 * here[x] + below[x];
      slope[x] = below[x] - above[x];
    }
    for (int from = 1; from <= width; from += CHUNK) {
      int to = Math.min(from + CHUNK, width + 1);
      tenengrad += tenengrad(from, to);
      laplacian += laplacian(above, here, below, from, to);
      brenner += brenner(here, from, Math.min(to, width - 1));
    }
  }

  long brenner() {
    return brenner;
  }

  long tenengrad() {
    return tenengrad;
  }

  long laplacian() {
    return laplacian;
  }

  private int tenengrad(int from, int to) {
    int sum = 0;
    for (int x = from; x < to; x++) {
      int gx = smooth[x + 1] - smooth[x - 1];
      int gy = slope[x - 1] + 2 * slope[x] + slope[x + 1];
      sum += gx * gx + gy * gy;
    }
    return sum;
  }

  private static int laplacian(int[] above, int[] here, int[] below, int from, int to) {
    int sum = 0;
    for (int x = from; x < to; x++) {
      int l = above[x] + below[x] + here[x - 1] + here[x + 1] - 4 * here[x];
      sum += l * l;
    }
    return sum;
  }

  private static int brenner(int[] here, int from, int to) {
    int sum = 0;
    for (int x = from; x < to; x++) {
      int d = here[x + 2] - here[x];
      sum += d * d;
    }
    return sum;
  }
}
