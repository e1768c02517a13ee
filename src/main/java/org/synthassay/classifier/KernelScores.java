package org.synthassay.classifier;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * One kernel's scores on the validation part, and the grid's cell that gave them.
 *
 * @param gamma γ as used, already divided by the number of features; null for the linear kernel
 * @param f1 F1 with synthetic as the positive class
 * @param f1Real F1 with real as the positive class
 * @param balancedAccuracy mean of both sets' recalls
 * @param auc area under the ROC curve; ties count half
 * @param separation the AUC held against ½, rows of a group together; null where it has no spread
 * @param oneAGroup the same on one row of each group; null where every row is its own group
 * @param weights of the standardised features in the linear machine; null for another
 * @param importance feature → AUC lost when it is shuffled, the greatest first
 * @param cvF1 mean F1 over the folds of the training part, by which the cell was chosen
 */
public record KernelScores(
    double c,
    @Nullable Double gamma,
    double f1,
    double f1Real,
    double balancedAccuracy,
    double auc,
    @Nullable Separation separation,
    @Nullable Separation oneAGroup,
    @Nullable Map<String, Double> weights,
    Map<String, Double> importance,
    double cvF1)
    implements Serializable {

  /** Judges by the rows' decision values: counts that no partitioning changes. */
  static KernelScores of(
      TrainedMachine trained, Training training, List<Importance.Judged> sample, long seed) {
    Map<String, Double> importance =
        new Importance(trained.machine(), sample).of(training.features(), seed);
    JavaRDD<ScoredRow> rows = training.validation(trained.machine(), seed);
    try (Ranked ranked = Ranked.of(rows, training.validationRows())) {
      Confusion confusion = ranked.confusion();
      return new KernelScores(
          trained.cell().c(),
          trained.cell().gamma(),
          confusion.f1(),
          confusion.f1Real(),
          confusion.balancedAccuracy(),
          ranked.all().auc(),
          Separation.of(ranked),
          oneAGroup(ranked),
          weights(trained.machine(), training.features(), importance),
          importance,
          trained.cvF1());
    }
  }

  /** In the order of importance. */
  private static @Nullable Map<String, Double> weights(
      Machine machine, List<String> features, Map<String, Double> importance) {
    if (!(machine instanceof Machine.Linear linear)) {
      return null;
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    importance.keySet().forEach(f -> weights.put(f, linear.weights()[features.indexOf(f)]));
    return weights;
  }

  private static @Nullable Separation oneAGroup(Ranked all) {
    JavaRDD<ScoredRow> one =
        all.rows()
            .mapToPair(row -> new Tuple2<>(row.key(), row))
            .reduceByKey((a, b) -> a.order() <= b.order() ? a : b)
            .values();
    try (Ranked ranked = Ranked.of(one, all.count())) {
      return ranked.count() == all.count() ? null : Separation.of(ranked);
    }
  }
}
