package org.synthassay.classifier;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.synthassay.classifier.ClassifierOptions.Kernel;
import org.synthassay.math.Skipped;

/**
 * What came of the question whether a classifier can tell real from synthetic.
 *
 * @param scores null exactly where {@code skipped} says why
 */
public record Classification(@Nullable ClassifierScores scores, List<Skipped> skipped) {
  public Classification {
    skipped = List.copyOf(skipped);
  }

  /**
   * Trains on a share of every set and class, whole groups, picks each kernel's parameters by
   * cross-validation in there, and judges by all other rows. The same for any partitioning.
   *
   * @param rows id, set (real | synthetic), label and group (nullable strings), and the features as
   *     nullable doubles; read several times
   */
  public static Classification of(
      Dataset<Row> rows, List<String> features, ClassifierOptions options, long seed) {
    Training training = Training.of(rows, features, options, seed);
    Optional<String> obstacle = training.obstacle();
    if (obstacle.isPresent()) {
      return new Classification(null, List.of(new Skipped("classifier", obstacle.get())));
    }
    List<Importance.Judged> sample = training.sample(seed);
    Map<Kernel, KernelScores> scores = new EnumMap<>(Kernel.class);
    for (Kernel kernel : options.kernels()) {
      TrainedMachine trained = Grid.search(rows.sparkSession(), training.table(), options, kernel);
      scores.put(kernel, KernelScores.of(trained, training, sample, seed));
    }
    return new Classification(training.scores(scores, options), untested(scores));
  }

  /** This beside what the classic features alone give. */
  public Classification beside(Classification classic) {
    List<Skipped> all = new ArrayList<>(skipped);
    classic.skipped.forEach(
        s ->
            all.add(
                new Skipped(s.key().replaceFirst("classifier", "classifier.classic"), s.reason())));
    return new Classification(scores == null ? null : scores.beside(classic.scores), all);
  }

  private static List<Skipped> untested(Map<Kernel, KernelScores> scores) {
    List<Skipped> skipped = new ArrayList<>();
    scores.forEach(
        (kernel, found) -> {
          if (found.separation() == null) {
            skipped.add(
                new Skipped(
                    "classifier." + kernel.name().toLowerCase(Locale.ROOT) + ".separation",
                    "an AUC of %.3f from these ranks has no spread to be tested by"
                        .formatted(found.auc())));
          }
        });
    return skipped;
  }
}
