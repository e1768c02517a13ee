package org.synthassay.classifier;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Scores a grid's cells inside the training part: every cell and fold is a Spark task that trains
 * by libsvm, whatever trains the final machine.
 */
final class CrossValidation {
  private CrossValidation() {}

  /** F1 with synthetic as the positive class: [cell · folds + fold]. */
  static double[] f1(SparkSession spark, TrainingTable table, List<Cell> cells) {
    int folds = table.folds();
    Function<Integer, Double> score =
        fit -> {
          int held = fit % folds;
          return table.f1(Libsvm.fit(table.without(held), cells.get(fit / folds)), held);
        };
    List<Integer> fits = IntStream.range(0, cells.size() * folds).boxed().toList();
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(fits, fits.size())
        .map(score)
        .collect()
        .stream()
        .mapToDouble(value -> value)
        .toArray();
  }
}
