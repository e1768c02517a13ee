package org.synthassay.spatial;

/** Moments about the mean, merged row by row, so that nothing cancels (Pébay 2008). */
final class CentralMoments {
  private double count;
  private double mean;
  private double second;
  private double third;

  void clear() {
    count = 0;
    mean = 0;
    second = 0;
    third = 0;
  }

  /** Adds the first {@code size} values. */
  void add(double[] values, int size) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += values[i];
    }
    double own = sum / size;
    double squares = 0;
    double cubes = 0;
    for (int i = 0; i < size; i++) {
      double off = values[i] - own;
      squares += off * off;
      cubes += off * off * off;
    }
    merge(size, own, squares, cubes);
  }

  private void merge(double size, double own, double squares, double cubes) {
    double all = count + size;
    double apart = own - mean;
    double step = apart / all;
    third +=
        cubes
            + apart * step * step * count * size * (count - size)
            + 3 * step * (count * squares - size * second);
    second += squares + apart * step * count * size;
    mean += step * size;
    count = all;
  }

  double mean() {
    return mean;
  }

  /** Population σ. */
  double sd() {
    return Math.sqrt(second / count);
  }

  /** The signed cube root of the third central moment. */
  double skew() {
    return Math.cbrt(third / count);
  }
}
