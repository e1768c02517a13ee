package org.synthassay.classifier;

import java.util.List;
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
import org.synthassay.classifier.ClassifierOptions.Kernel;
import org.synthassay.math.SystemBlas;

/**
 * The grids of the kernels: cells scored by cross-validation, the best trained on the whole
 * training part. RBF machines are libsvm's (C-SVC). Linear ones are MLlib's: a fit is a chain of
 * hundreds of small Spark jobs, so the cells are scored by libsvm's linear kernel, which minimises
 * the same objective exactly, and MLlib trains the chosen cell once.
 */
final class Grid {
  private static final Logger LOG = LoggerFactory.getLogger(Grid.class);

  /** The hinge is not smooth, and small tables come to this limit, well past a useful optimum. */
  private static final int MAX_ITERATIONS = 50;

  private static final StructType SCHEMA =
      new StructType()
          .add("row", DataTypes.IntegerType)
          .add("fold", DataTypes.IntegerType)
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType());

  private Grid() {}

  static TrainedMachine search(
      SparkSession spark, TrainingTable table, ClassifierOptions options, Kernel kernel) {
    List<Cell> cells = cells(options, kernel, table.features());
    double[] f1 = CrossValidation.f1(spark, table, cells);
    return TrainedMachine.best(
        cells,
        f1,
        cell ->
            switch (kernel) {
              case LINEAR -> linear(spark, table, cell);
              case RBF -> Libsvm.fit(table, cell);
            });
  }

  private static List<Cell> cells(ClassifierOptions options, Kernel kernel, int features) {
    return switch (kernel) {
      case LINEAR -> options.c().stream().map(c -> new Cell(c, null)).toList();
      case RBF ->
          options.c().stream()
              .flatMap(c -> options.gamma().stream().map(gamma -> new Cell(c, gamma / features)))
              .toList();
    };
  }

  private static Machine.Linear linear(SparkSession spark, TrainingTable table, Cell cell) {
    SystemBlas.keepOut();
    Dataset<Row> rows = rows(spark, table).persist();
    try {
      return fit(rows, table.size(), cell);
    } finally {
      rows.unpersist();
    }
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
      LOG.info("Linear machine at C = {} stopped after {} iterations", cell.c(), MAX_ITERATIONS);
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
