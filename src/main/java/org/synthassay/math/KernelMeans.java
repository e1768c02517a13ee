package org.synthassay.math;

import java.util.Arrays;

/**
 * (x·y/d + 1)³ of rows x in the mean over reference rows y, from float32 products of both centred.
 */
public final class KernelMeans implements AutoCloseable {
  private final CentredRows reference;
  private final double[] shifts;
  private final double[] centre;
  private final double scale;
  private final ProductTile tile = new ProductTile();

  /**
   * @param largest the largest absolute value of any row, of the reference or met later
   */
  public KernelMeans(float[] reference, int dimension, double largest) {
    int count = reference.length / dimension;
    this.scale = CentredRows.scale(largest, dimension);
    this.centre = new double[dimension];
    for (int e = 0; e < reference.length; e++) {
      centre[e % dimension] += reference[e] / (double) count;
    }
    this.reference = CentredRows.of(reference, count, centre, scale);
    this.shifts = shifts(reference, count);
  }

  public int size() {
    return shifts.length;
  }

  /** The sum over all reference rows, for each of {@code rows}. */
  public double[] sums(float[] rows) {
    int d = centre.length;
    int count = rows.length / d;
    double[] own = shifts(rows, count);
    double centred = 0;
    for (double value : centre) {
      centred += value * value;
    }
    double[] sums = new double[count];
    try (CentredRows x = CentredRows.of(rows, count, centre, scale)) {
      for (int row = 0; row < count; row += ProductTile.ROWS) {
        int height = Math.min(ProductTile.ROWS, count - row);
        for (int column = 0; column < size(); column += ProductTile.COLUMNS) {
          int width = Math.min(ProductTile.COLUMNS, size() - column);
          float[] products =
              tile.of(x, reference, new ProductTile.Window(row, height, column, width));
          for (int i = 0; i < height; i++) {
            for (int j = 0; j < width; j++) {
              double product =
                  products[i * width + j] / (scale * scale)
                      + (own[row + i] + shifts[column + j])
                      + centred;
              double argument = product / d + 1;
              sums[row + i] += argument * argument * argument;
            }
          }
        }
      }
    }
    return sums;
  }

  /** c·(x − c). */
  private double[] shifts(float[] rows, int count) {
    double[] shifts = new double[count];
    Arrays.setAll(
        shifts,
        i -> {
          double sum = 0;
          for (int j = 0; j < centre.length; j++) {
            sum += centre[j] * (rows[i * centre.length + j] - centre[j]);
          }
          return sum;
        });
    return shifts;
  }

  @Override
  public void close() {
    reference.close();
    tile.close();
  }
}
