package org.synthassay.classifier;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
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
      TrainedMachine trained, JavaRDD<ScoredRow> scores, Training training, long seed) {
    Map<String, Double> importance = training.importance(trained.machine(), seed);
    JavaRDD<ScoredRow> kept = scores.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Confusion confusion =
          kept.map(row -> Confusion.of(row.score(), row.synthetic()))
              .fold(Confusion.NONE, Confusion::merge);
      Ranking ranking =
          kept
              .sortBy(ScoredRow::score, true, kept.getNumPartitions())
              .mapPartitions(sorted -> List.of(Ranking.ofAscending(sorted)).iterator())
              .collect()
              .stream()
              .reduce(Ranking.NONE, Ranking::followedBy);
      return new KernelScores(
          trained.cell().c(),
          trained.cell().gamma(),
          confusion.f1(),
          confusion.f1Real(),
          confusion.balancedAccuracy(),
          ranking.auc(),
          Separation.of(kept),
          oneAGroup(kept),
          weights(trained.machine(), training.features(), importance),
          importance,
          trained.cvF1());
    } finally {
      kept.unpersist();
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

  private static @Nullable Separation oneAGroup(JavaRDD<ScoredRow> rows) {
    JavaRDD<ScoredRow> one =
        rows.mapToPair(row -> new Tuple2<>(row.key(), row))
            .reduceByKey((a, b) -> a.order() <= b.order() ? a : b)
            .values();
    return one.count() == rows.count() ? null : Separation.of(one);
  }
}
