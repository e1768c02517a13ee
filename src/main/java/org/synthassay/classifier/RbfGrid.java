package org.synthassay.classifier;

import java.util.List;
import org.apache.spark.sql.SparkSession;

/** RBF machines of libsvm (C-SVC). */
final class RbfGrid {
  private RbfGrid() {}

  static TrainedMachine search(SparkSession spark, TrainingTable table, ClassifierOptions options) {
    List<Cell> cells =
        options.c().stream()
            .flatMap(
                c -> options.gamma().stream().map(gamma -> new Cell(c, gamma / table.features())))
            .toList();
    double[] f1 = CrossValidation.f1(spark, table, cells);
    return TrainedMachine.best(cells, f1, cell -> Libsvm.fit(table, cell));
  }
}
