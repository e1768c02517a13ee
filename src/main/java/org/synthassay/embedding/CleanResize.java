package org.synthassay.embedding;

import java.util.Arrays;

/**
 * Bicubic with antialias, clipped to 0..255 and not rounded: Pillow's BICUBIC in mode F (a = −0.5,
 * float64 sums), as clean-fid scales. Columns go before rows, other than in Pillow, and nothing is
 * rounded between them: whole lines are added at once, and results differ by float32's rounding.
 */
final class CleanResize implements Resize {

  private final int side;
  private final Kernel columns;
  private final Kernel rows;
  private double[] line = {};
  private double[] lowered = {};

  CleanResize(int side) {
    this.side = side;
    columns = new Kernel(side);
    rows = new Kernel(side);
  }

  @Override
  public void plane(Raster image, int channel, float[] plane) {
    columns.fit(image.width);
    rows.fit(image.height);
    lower(image, channel);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        double[] weights = columns.weights[x];
        int start = y * image.width + columns.first[x];
        double sum = 0;
        for (int tap = 0; tap < weights.length; tap++) {
          sum += lowered[start + tap] * weights[tap];
        }
        plane[y * side + x] = Math.min(Math.max((float) sum, 0f), 255f);
      }
    }
  }

  /** Weighs the image's height down, or up, to the side: each source line into all that use it. */
  private void lower(Raster image, int channel) {
    int width = image.width;
    if (lowered.length < side * width) {
      line = new double[width];
      lowered = new double[side * width];
    }
    Arrays.fill(lowered, 0, side * width, 0);
    int from = 0;
    for (int row = 0; row < image.height; row++) {
      int start = row * width * image.channels + channel;
      for (int x = 0; x < width; x++) {
        line[x] = image.bytes[start + x * image.channels] & 0xFF;
      }
      while (rows.first[from] + rows.weights[from].length <= row) {
        from++;
      }
      for (int y = from; y < side && rows.first[y] <= row; y++) {
        add(line, rows.weights[y][row - rows.first[y]], lowered, y * width, width);
      }
    }
  }

  private static void add(double[] line, double weight, double[] sums, int offset, int width) {
    for (int x = 0; x < width; x++) {
      sums[offset + x] += line[x] * weight;
    }
  }

  /** Weights along one axis, as Pillow's precompute_coeffs. */
  private static final class Kernel {
    private static final double SUPPORT = 2;

    final int[] first;
    final double[][] weights;
    private int length;

    Kernel(int side) {
      first = new int[side];
      weights = new double[side][];
    }

    void fit(int newLength) {
      if (newLength == length) {
        return;
      }
      length = newLength;
      double scale = (double) length / first.length;
      double stretch = Math.max(scale, 1);
      for (int i = 0; i < first.length; i++) {
        double centre = (i + 0.5) * scale;
        first[i] = Math.max((int) (centre - SUPPORT * stretch + 0.5), 0);
        int end = Math.min((int) (centre + SUPPORT * stretch + 0.5), length);
        weights[i] = normalised(centre - first[i], stretch, end - first[i]);
      }
    }

    private static double[] normalised(double centre, double stretch, int count) {
      double[] weights = new double[count];
      double sum = 0;
      for (int tap = 0; tap < count; tap++) {
        weights[tap] = bicubic((tap + 0.5 - centre) / stretch);
        sum += weights[tap];
      }
      for (int tap = 0; tap < count; tap++) {
        weights[tap] /= sum;
      }
      return weights;
    }

    /** Keys's cubic convolution, a = −0.5. */
    private static double bicubic(double signed) {
      double x = Math.abs(signed);
      if (x < 1) {
        return (1.5 * x - 2.5) * x * x + 1;
      }
      return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
  }
}
