package org.synthassay.classifier;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.synthassay.classifier.ClassifierOptions.Kernel;

/** The rows cut into a training and a validation part. */
record Training(
    Census census,
    FeatureRows rows,
    TrainingPart part,
    Standardisation scaling,
    TrainingTable table) {

  static Training of(
      Dataset<Row> rows, List<String> features, ClassifierOptions options, long seed) {
    Census census = FeatureRows.of(rows, features).census();
    FeatureRows complete = FeatureRows.of(rows, census.complete());
    double share = options.share(census.rows());
    TrainingPart part =
        TrainingPart.of(complete.groups(seed), census.strata(), share, options.folds());
    List<LabelledRow> chosen = complete.training(part);
    Standardisation scaling =
        Standardisation.of(
            chosen.stream().map(LabelledRow::values).toList(), census.complete().size());
    return new Training(
        census, complete, part, scaling, TrainingTable.of(chosen, scaling, options.folds()));
  }

  /** Why no machine can be trained or judged on this, if so. */
  Optional<String> obstacle() {
    if (census.complete().isEmpty()) {
      return Optional.of("no feature has a value in every row");
    }
    Optional<String> ofSet =
        Stream.of(Stratum.REAL, Stratum.SYNTHETIC)
            .flatMap(set -> obstacle(set).stream())
            .findFirst();
    return ofSet.isEmpty() && scaling.columns().length == 0
        ? Optional.of("no feature varies in the training part")
        : ofSet;
  }

  private Optional<String> obstacle(String set) {
    long all = census.rows(set);
    TrainingTable taken = table.only(set);
    if (all == 0) {
      return Optional.of("the " + set + " set has no rows");
    }
    if (taken.filledFolds() < taken.folds()) {
      return Optional.of(
          "fewer groups than folds: the %d %s rows of the training part fill %d of %d folds"
              .formatted(taken.size(), set, taken.filledFolds(), taken.folds()));
    }
    return all == taken.size()
        ? Optional.of("all " + all + " " + set + " rows are in the training part")
        : Optional.empty();
  }

  /** The validation part as {@code machine} scores it. */
  JavaRDD<ScoredRow> validation(Machine machine, long seed) {
    return rows.scores(part, scaling, machine, seed);
  }

  /** Names of the features that machines see, in their order. */
  List<String> features() {
    return IntStream.of(scaling.columns()).mapToObj(census.complete()::get).toList();
  }

  long validationRows() {
    return census.rows() - table.size();
  }

  /** Some of the validation part, on which importance is looked at. */
  List<Importance.Judged> sample(long seed) {
    return rows.sample(part, scaling, seed);
  }

  ClassifierScores scores(Map<Kernel, KernelScores> kernels, ClassifierOptions options) {
    double validation = validationRows();
    double synthetic =
        (census.rows(Stratum.SYNTHETIC) - table.only(Stratum.SYNTHETIC).size()) / validation;
    KernelScores linear = kernels.get(Kernel.LINEAR);
    KernelScores rbf = kernels.get(Kernel.RBF);
    boolean curved = linear == null || (rbf != null && rbf.cvF1() > linear.cvF1());
    return new ClassifierScores(
        features(),
        dropped(),
        table.size(),
        options.isBounded(census.rows()) ? ClassifierOptions.MAX_ROWS : null,
        validationRows(),
        linear,
        rbf,
        curved ? Kernel.RBF : Kernel.LINEAR,
        2 * synthetic / (1 + synthetic),
        null);
  }

  private List<DroppedFeature> dropped() {
    List<String> varying = features();
    List<DroppedFeature> dropped = new ArrayList<>();
    for (String feature : census.features()) {
      long absent = census.absent().getOrDefault(feature, 0L);
      if (absent > 0) {
        dropped.add(
            new DroppedFeature(
                feature, "no value in " + absent + " of " + census.rows() + " rows"));
      } else if (!varying.contains(feature)) {
        dropped.add(new DroppedFeature(feature, "the same in every row of the training part"));
      }
    }
    return dropped;
  }
}
