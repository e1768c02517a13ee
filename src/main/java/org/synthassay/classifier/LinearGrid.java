package org.synthassay.classifier;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Linear machines of MLlib: a fit is a chain of small Spark jobs, so several run side by side. */
final class LinearGrid {
  private static final Logger LOG = LoggerFactory.getLogger(LinearGrid.class);

  /** Far above need: at the tolerance below fits end after some 30 iterations, 70 jobs. */
  private static final int MAX_ITERATIONS = 1000;

  /** More threads than this only queue behind one another on the driver. */
  private static final int MAX_THREADS = 8;

  private static final StructType SCHEMA =
      new StructType()
          .add("row", DataTypes.IntegerType)
          .add("fold", DataTypes.IntegerType)
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType());

  private LinearGrid() {}

  static TrainedMachine search(SparkSession spark, TrainingTable table, ClassifierOptions options) {
    List<Cell> cells = options.c().stream().map(c -> new Cell(c, null)).toList();
    Dataset<Row> rows = rows(spark, table).persist();
    try {
      double[] f1 = sideBySide(table, rows, cells);
      return TrainedMachine.best(cells, f1, cell -> fit(rows, table.size(), cell));
    } finally {
      rows.unpersist();
    }
  }

  private static double[] sideBySide(TrainingTable table, Dataset<Row> rows, List<Cell> cells) {
    int folds = table.folds();
    int threads = Math.min(MAX_THREADS, 2 * Runtime.getRuntime().availableProcessors());
    // Its threads start here, and so carry the caller's job group.
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Double>> scores =
          IntStream.range(0, cells.size() * folds)
              .mapToObj(i -> pool.submit(() -> f1(table, rows, cells.get(i / folds), i % folds)))
              .toList();
      double[] f1 = new double[scores.size()];
      for (int i = 0; i < f1.length; i++) {
        f1[i] = scores.get(i).get();
      }
      return f1;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the linear grid failed: " + e.getCause(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the linear grid was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private static double f1(TrainingTable table, Dataset<Row> rows, Cell cell, int held) {
    int count = table.without(held).size();
    return table.f1(fit(rows.filter(col("fold").notEqual(held)), count, cell), held);
  }

  /**
   * Mean hinge loss + λ/2·‖w‖², λ = 1/(C·n): the objective of C-SVC divided by C·n. Stops at 1e-4
   * of the loss's recent improvement, where it is some 1e-6 above the minimum.
   */
  private static Machine.Linear fit(Dataset<Row> rows, int count, Cell cell) {
    LinearSVCModel model =
        new LinearSVC()
            .setRegParam(1 / (cell.c() * count))
            .setStandardization(false)
            .setTol(1e-4)
            .setMaxIter(MAX_ITERATIONS)
            .fit(rows);
    if (model.summary().totalIterations() >= MAX_ITERATIONS) {
      LOG.warn("Linear machine at C = {} stopped after {} iterations", cell.c(), MAX_ITERATIONS);
    }
    return new Machine.Linear(model.coefficients().toArray(), model.intercept());
  }

  /** One partition in the order of the table: sums are the same on every cluster. */
  private static Dataset<Row> rows(SparkSession spark, TrainingTable table) {
    List<Row> rows =
        IntStream.range(0, table.size())
            .mapToObj(
                i ->
                    RowFactory.create(
                        i,
                        table.fold()[i],
                        table.synthetic()[i] ? 1.0 : 0.0,
                        Vectors.dense(table.rows()[i])))
            .toList();
    // The exchange keeps the rows themselves out of every later task.
    return spark.createDataFrame(rows, SCHEMA).repartition(1).sortWithinPartitions("row");
  }
}
