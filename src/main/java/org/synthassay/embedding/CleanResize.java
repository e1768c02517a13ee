package org.synthassay.embedding;

import java.util.Arrays;

/**
 * Bicubic with antialias, clipped to 0..255 and not rounded: Pillow's BICUBIC in mode F (a = −0.5,
 * float64 sums, float32 between the passes), as clean-fid scales.
 */
final class CleanResize implements Resize {

  private final int side;
  private final Kernel columns;
  private final Kernel rows;
  private final double[] sums;
  private double[] line = {};
  private double[] narrowed = {};

  CleanResize(int side) {
    this.side = side;
    columns = new Kernel(side);
    rows = new Kernel(side);
    sums = new double[side];
  }

  @Override
  public void plane(Raster image, int channel, float[] plane) {
    columns.fit(image.width);
    rows.fit(image.height);
    if (narrowed.length < image.height * side) {
      narrowed = new double[image.height * side];
    }
    for (int y = 0; y < image.height; y++) {
      narrow(image, y, channel);
    }
    for (int y = 0; y < side; y++) {
      Arrays.fill(sums, 0);
      for (int tap = 0; tap < rows.count[y]; tap++) {
        add(rows.weights[y][tap], (rows.first[y] + tap) * side);
      }
      for (int x = 0; x < side; x++) {
        plane[y * side + x] = Math.min(Math.max((float) sums[x], 0f), 255f);
      }
    }
  }

  private void narrow(Raster image, int y, int channel) {
    if (line.length < image.width) {
      line = new double[image.width];
    }
    int start = y * image.width * image.channels + channel;
    for (int x = 0; x < image.width; x++) {
      line[x] = image.bytes[start + x * image.channels] & 0xFF;
    }
    for (int x = 0; x < side; x++) {
      double[] weights = columns.weights[x];
      int first = columns.first[x];
      double sum = 0;
      for (int tap = 0; tap < columns.count[x]; tap++) {
        sum += line[first + tap] * weights[tap];
      }
      narrowed[y * side + x] = (float) sum;
    }
  }

  private void add(double weight, int offset) {
    for (int x = 0; x < side; x++) {
      sums[x] += narrowed[offset + x] * weight;
    }
  }

  /** Weights along one axis, as Pillow's precompute_coeffs. */
  private static final class Kernel {
    private static final double SUPPORT = 2;

    final int[] first;
    final int[] count;
    final double[][] weights;
    private int length;

    Kernel(int side) {
      first = new int[side];
      count = new int[side];
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
        count[i] = Math.min((int) (centre + SUPPORT * stretch + 0.5), length) - first[i];
        weights[i] = normalised(centre - first[i], stretch, count[i]);
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
