package org.synthassay.math;

import static org.bytedeco.openblas.global.openblas.CblasLower;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_dsyr;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import org.bytedeco.javacpp.DoublePointer;

/** Gathers the moments of rows block by block, each block one symmetric product. */
public final class MomentsSum implements AutoCloseable {
  private static final int ROWS = 512;

  private final int dimension;
  private final double[] mean;
  private final double[] row;
  private final DoublePointer scatter;
  private final DoublePointer centred;
  private long count;
  private double largest;

  public MomentsSum(int dimension) {
    OpenBlas.oneThread();
    this.dimension = dimension;
    this.mean = new double[dimension];
    this.row = new double[dimension];
    this.scatter = new DoublePointer((long) dimension * dimension);
    this.centred = new DoublePointer((long) ROWS * dimension);
    scatter.fill(0);
  }

  /** Adds {@code rows} rows, dimension values each. */
  public void add(float[] values, int rows) {
    for (int from = 0; from < rows; from += ROWS) {
      addBlock(values, from, Math.min(rows, from + ROWS));
    }
  }

  private void addBlock(float[] values, int from, int to) {
    int rows = to - from;
    double[] blockMean = blockMean(values, from, to);
    for (int i = from; i < to; i++) {
      for (int j = 0; j < dimension; j++) {
        row[j] = values[i * dimension + j] - blockMean[j];
      }
      centred.position((long) (i - from) * dimension).put(row, 0, dimension);
    }
    centred.position(0);
    cblas_dsyrk(
        CblasRowMajor,
        CblasLower,
        CblasTrans,
        dimension,
        rows,
        1,
        centred,
        dimension,
        1,
        scatter,
        dimension);
    shift(blockMean, rows);
  }

  private double[] blockMean(float[] values, int from, int to) {
    double[] sum = new double[dimension];
    for (int i = from; i < to; i++) {
      for (int j = 0; j < dimension; j++) {
        float value = values[i * dimension + j];
        sum[j] += value;
        largest = Math.max(largest, Math.abs(value));
      }
    }
    for (int j = 0; j < dimension; j++) {
      sum[j] /= to - from;
    }
    return sum;
  }

  private void shift(double[] blockMean, int rows) {
    long sum = count + rows;
    for (int j = 0; j < dimension; j++) {
      row[j] = blockMean[j] - mean[j];
      mean[j] += row[j] * rows / sum;
    }
    double weight = (double) count * rows / sum;
    centred.put(row, 0, dimension);
    cblas_dsyr(CblasRowMajor, CblasLower, dimension, weight, centred, 1, scatter, dimension);
    count = sum;
  }

  /** The moments of all rows so far. */
  public Moments moments() {
    double[] lower = new double[dimension * (dimension + 1) / 2];
    for (int i = 0; i < dimension; i++) {
      scatter.position((long) i * dimension).get(lower, i * (i + 1) / 2, i + 1);
    }
    scatter.position(0);
    return new Moments(count, mean.clone(), lower, largest);
  }

  @Override
  public void close() {
    scatter.close();
    centred.close();
  }
}
