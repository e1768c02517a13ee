package org.synthassay.classifier;

import java.io.Serializable;
import java.util.List;
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
 * @param cvF1 mean F1 over the folds of the training part, by which the cell was chosen
 */
public record KernelScores(
    double c,
    @Nullable Double gamma,
    double f1,
    double f1Real,
    double balancedAccuracy,
    double auc,
    double cvF1)
    implements Serializable {

  /** Judges by (decision value, synthetic) rows: two counts that no partitioning changes. */
  static KernelScores of(TrainedMachine trained, JavaRDD<Tuple2<Double, Boolean>> scores) {
    JavaRDD<Tuple2<Double, Boolean>> kept = scores.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Confusion confusion =
          kept.map(row -> Confusion.of(row._1(), row._2())).fold(Confusion.NONE, Confusion::merge);
      Ranking ranking =
          kept
              .sortBy(Tuple2::_1, true, kept.getNumPartitions())
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
          trained.cvF1());
    } finally {
      kept.unpersist();
    }
  }
}
