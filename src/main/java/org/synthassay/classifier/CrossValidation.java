package org.synthassay.classifier;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Scores a grid's cells inside the training part, spread over the cluster: every cell and fold is
 * trained by libsvm.
 */
final class CrossValidation {
  /** Enough for an even load; a task for every fit of a small table is all overhead. */
  private static final int TASKS_PER_CORE = 12;

  /** Kernel values that are worth a task. */
  private static final double VALUES_A_TASK = 1e7;

  private CrossValidation() {}

  /** F1 with synthetic as the positive class: [cell · folds + fold]. */
  static double[] f1(SparkSession spark, TrainingTable table, List<Cell> cells) {
    int folds = table.folds();
    Function<Integer, Double> score =
        fit -> {
          int held = fit % folds;
          return table.f1(Libsvm.fit(table.without(held), cells.get(fit / folds)), held);
        };
    int count = cells.size() * folds;
    int tasks = tasks(count, table.size(), spark.sparkContext().defaultParallelism());
    // Neighbouring fits cost alike: each task takes every so-many-th.
    List<Integer> fits =
        IntStream.range(0, tasks)
            .boxed()
            .flatMap(task -> IntStream.iterate(task, i -> i < count, i -> i + tasks).boxed())
            .toList();
    List<Double> scores =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .parallelize(fits, tasks)
            .map(score)
            .collect();
    double[] ordered = new double[count];
    IntStream.range(0, count).forEach(i -> ordered[fits.get(i)] = scores.get(i));
    return ordered;
  }

  private static int tasks(int fits, double rows, int cores) {
    double worth = Math.ceil(fits * rows * rows / VALUES_A_TASK);
    return (int) Math.min(worth, Math.min(fits, TASKS_PER_CORE * cores));
  }
}
