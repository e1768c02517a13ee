package org.synthassay.classifier;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Standardises features with the training part's mean and deviation (divisor n).
 *
 * @param columns the features that vary, by their place in a row
 */
@SuppressWarnings("ArrayRecordComponent")
record Standardisation(int[] columns, double[] mean, double[] deviation) implements Serializable {

  static Standardisation of(List<double[]> rows, int width) {
    int[] columns = IntStream.range(0, width).filter(j -> varies(rows, j)).toArray();
    double[] mean = new double[columns.length];
    double[] deviation = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      int j = columns[i];
      double centre = rows.stream().mapToDouble(row -> row[j]).average().orElseThrow();
      mean[i] = centre;
      deviation[i] =
          Math.sqrt(
              rows.stream()
                  .mapToDouble(row -> (row[j] - centre) * (row[j] - centre))
                  .average()
                  .orElseThrow());
    }
    return new Standardisation(columns, mean, deviation);
  }

  double[] of(double[] row) {
    double[] scaled = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      scaled[i] = (row[columns[i]] - mean[i]) / deviation[i];
    }
    return scaled;
  }

  /** Compared, not computed: the deviation of equal numbers may round to something above 0. */
  private static boolean varies(List<double[]> rows, int column) {
    return rows.stream().mapToDouble(row -> row[column]).distinct().limit(2).count() > 1;
  }
}
