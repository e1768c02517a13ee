package org.synthassay.classifier;

import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.synthassay.classifier.ClassifierOptions.Kernel;

/** The grid of a kernel's parameters: the cell that does best across folds, and its machine. */
final class Grid {
  private Grid() {}

  /**
   * Linear machines minimise the mean hinge loss + λ/2·‖w‖², λ = 1/(C·n), as MLlib's LinearSVC
   * does, but to its end and without a Spark job for every step: C-SVC's objective is C·n times it.
   */
  static TrainedMachine search(
      SparkSession spark, TrainingTable table, ClassifierOptions options, Kernel kernel) {
    List<Cell> cells = cells(table, options, kernel);
    double[] f1 = CrossValidation.f1(spark, table, cells);
    return TrainedMachine.best(cells, f1, cell -> Libsvm.fit(table, cell));
  }

  private static List<Cell> cells(TrainingTable table, ClassifierOptions options, Kernel kernel) {
    return switch (kernel) {
      case LINEAR -> options.c().stream().map(c -> new Cell(c, null)).toList();
      case RBF ->
          options.c().stream()
              .flatMap(
                  c -> options.gamma().stream().map(gamma -> new Cell(c, gamma / table.features())))
              .toList();
    };
  }
}
