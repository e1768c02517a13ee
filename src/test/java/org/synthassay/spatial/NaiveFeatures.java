package org.synthassay.spatial;

/** The definitions written down pixel by pixel in double, to hold the fast kernels against. */
final class NaiveFeatures {
  private final double[][] level;
  private final int width;
  private final int height;

  NaiveFeatures(int[][] levels) {
    height = levels.length;
    width = levels[0].length;
    level = new double[height][width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        level[y][x] = levels[y][x];
      }
    }
  }

  double biq() {
    double sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x + 2 < width; x++) {
        sum += Math.pow(level[y][x + 2] - level[y][x], 2);
      }
    }
    return sum / ((width - 2) * height);
  }

  double tiq() {
    double[][] sobel = {{-1, 0, 1}, {-2, 0, 2}, {-1, 0, 1}};
    double sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double gx = 0;
        double gy = 0;
        for (int j = 0; j < 3; j++) {
          for (int i = 0; i < 3; i++) {
            gx += sobel[j][i] * at(x + i - 1, y + j - 1);
            gy += sobel[i][j] * at(x + i - 1, y + j - 1);
          }
        }
        sum += gx * gx + gy * gy;
      }
    }
    return sum / (width * height);
  }

  double liq() {
    double sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double l = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y);
        sum += l * l;
      }
    }
    return sum / (width * height);
  }

  /** asm, con, ent, idm. */
  double[] haralick() {
    int[][] steps = {{1, 0}, {1, 1}, {0, 1}, {-1, 1}};
    double[] means = new double[4];
    for (int[] step : steps) {
      double[][] p = cooccurrence(step[0], step[1]);
      for (int i = 0; i < 256; i++) {
        for (int j = 0; j < 256; j++) {
          double d2 = Math.pow(i - j, 2);
          means[0] += p[i][j] * p[i][j] / 4;
          means[1] += d2 * p[i][j] / 4;
          means[2] -= p[i][j] == 0 ? 0 : p[i][j] * Math.log(p[i][j]) / Math.log(2) / 4;
          means[3] += p[i][j] / (1 + d2) / 4;
        }
      }
    }
    return means;
  }

  private double[][] cooccurrence(int dx, int dy) {
    double[][] p = new double[256][256];
    int pairs = 0;
    for (int y = 0; y + dy < height; y++) {
      for (int x = 0; x < width; x++) {
        if (x + dx >= 0 && x + dx < width) {
          int a = (int) level[y][x];
          int b = (int) level[y + dy][x + dx];
          p[a][b]++;
          p[b][a]++;
          pairs += 2;
        }
      }
    }
    for (double[] row : p) {
      for (int j = 0; j < 256; j++) {
        row[j] /= pairs;
      }
    }
    return p;
  }

  private double at(int x, int y) {
    return level[reflected(y, height)][reflected(x, width)];
  }

  private static int reflected(int i, int n) {
    return i < 0 ? -i : i >= n ? 2 * n - 2 - i : i;
  }
}
