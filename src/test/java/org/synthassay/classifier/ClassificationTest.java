package org.synthassay.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.synthassay.classifier.ClassifierOptions.Kernel;
import org.synthassay.math.Skipped;

class ClassificationTest {
  private static final ClassifierOptions BOTH =
      new ClassifierOptions(
          0.1, 2, List.of(Kernel.LINEAR, Kernel.RBF), List.of(0.1, 1.0), List.of(0.1, 1.0));
  private static final ClassifierOptions QUICK =
      new ClassifierOptions(0.1, 5, List.of(Kernel.RBF), List.of(1.0), List.of(1.0));

  @Test
  void separableSetsAreToldApart() {
    ClassifierScores scores = scored(FeatureTable.normal(400, 20, new SplittableRandom(1)), BOTH);
    for (KernelScores kernel : List.of(linear(scores), rbf(scores))) {
      assertThat(kernel.f1()).isEqualTo(1);
      assertThat(kernel.f1Real()).isEqualTo(1);
      assertThat(kernel.balancedAccuracy()).isEqualTo(1);
      assertThat(kernel.auc()).isEqualTo(1);
      assertThat(kernel.cvF1()).isEqualTo(1);
    }
    assertThat(scores.best()).isEqualTo(Kernel.LINEAR);
    assertThat(linear(scores).c()).as("ties go to the smaller C").isEqualTo(0.1);
    assertThat(rbf(scores).gamma()).as("and then to the smaller gamma").isEqualTo(0.1 / 3);
  }

  @Test
  void equalDistributionsAreNot() {
    ClassifierScores scores = scored(FeatureTable.normal(1500, 0, new SplittableRandom(2)), BOTH);
    for (KernelScores kernel : List.of(linear(scores), rbf(scores))) {
      assertThat(kernel.auc()).isCloseTo(0.5, within(0.05));
      assertThat(kernel.balancedAccuracy()).isCloseTo(0.5, within(0.05));
      Separation separation = Objects.requireNonNull(kernel.separation());
      assertThat(separation.auc()).isEqualTo(kernel.auc());
      assertThat(separation.p()).isBetween(0.001, 1.0);
      assertThat(separation.low()).isLessThan(0.5 + 1e-3);
      assertThat(kernel.importance()).containsOnlyKeys("biq", "tiq", "liq");
    }
    assertThat(scores.floorF1()).isCloseTo(2.0 / 3, within(1e-12));
  }

  @Test
  void partsAddUpAndKeepTheirShare() {
    ClassifierScores scores = scored(FeatureTable.normal(400, 1, new SplittableRandom(3)), QUICK);
    assertThat(scores.train()).isBetween(78L, 82L);
    assertThat(scores.train() + scores.validation()).isEqualTo(800);
    assertThat(scores.trainLimit()).isNull();
  }

  @Test
  void partitionsDoNotMatterAndTheSeedDoes() {
    FeatureTable table = FeatureTable.normal(300, 0.5, new SplittableRandom(4));
    Classification one = Classification.of(table.dataset(1), table.features(), BOTH, 7);
    Classification seven = Classification.of(table.dataset(7), table.features(), BOTH, 7);
    Classification reseeded = Classification.of(table.dataset(7), table.features(), QUICK, 8);
    Classification seeded = Classification.of(table.dataset(7), table.features(), QUICK, 7);
    assertThat(seven).isEqualTo(one);
    ClassifierScores beside = Objects.requireNonNull(one.beside(seven).scores());
    assertThat(beside.classic()).isEqualTo(seven.scores());
    assertThat(reseeded).isNotEqualTo(seeded);
  }

  @Test
  void constantAndIncompleteFeaturesAreDroppedAndNamed() {
    SplittableRandom random = new SplittableRandom(5);
    FeatureTable table = new FeatureTable("cfi", "biq", "asm", "tiq");
    for (int i = 0; i < 100; i++) {
      double shift = i % 10;
      Double cfi = i == 17 ? null : Double.valueOf(i);
      table.add("real", "r" + i, null, null, cfi, random.nextGaussian(), 0.1, shift);
      table.add("synthetic", "s" + i, null, null, 1.0, random.nextGaussian() + 9, 0.1, Double.NaN);
    }
    ClassifierScores scores = scored(table, QUICK);
    assertThat(scores.features()).containsExactly("biq");
    assertThat(scores.dropped())
        .containsExactly(
            new DroppedFeature("cfi", "no value in 1 of 200 rows"),
            new DroppedFeature("asm", "the same in every row of the training part"),
            new DroppedFeature("tiq", "no value in 100 of 200 rows"));
  }

  @Test
  void onlyTheKernelsAskedForAreThere() {
    FeatureTable table = FeatureTable.normal(200, 1, new SplittableRandom(6));
    ClassifierScores scores = scored(table, QUICK);
    assertThat(scores.linear()).isNull();
    assertThat(scores.best()).isEqualTo(Kernel.RBF);
  }

  @Test
  void aMissingSetIsAReasonNotAScore() {
    FeatureTable table = new FeatureTable("biq");
    for (int i = 0; i < 100; i++) {
      table.add("real", "r" + i, null, null, (double) i);
    }
    assertThat(skipped(table)).isEqualTo("the synthetic set has no rows");
  }

  @Test
  void fewerGroupsThanFoldsAreAReason() {
    FeatureTable table = new FeatureTable("biq");
    for (int i = 0; i < 200; i++) {
      table.add("real", "r" + i, null, "patient" + i / 10, (double) i);
      table.add("synthetic", "s" + i, null, null, (double) i);
    }
    assertThat(skipped(table))
        .isEqualTo(
            "fewer groups than folds: the 20 real rows of the training part fill 2 of 5 folds");
  }

  @Test
  void featurelessRowsAreAReason() {
    FeatureTable table = new FeatureTable("cfi");
    for (int i = 0; i < 100; i++) {
      table.add("real", "r" + i, null, null, (Double) null);
      table.add("synthetic", "s" + i, null, null, (Double) null);
    }
    assertThat(skipped(table)).isEqualTo("no feature has a value in every row");
  }

  private static ClassifierScores scored(FeatureTable table, ClassifierOptions options) {
    Classification outcome = Classification.of(table.dataset(3), table.features(), options, 1);
    // A perfect ranking has no spread to be tested by, and says so.
    assertThat(outcome.skipped())
        .allSatisfy(
            skipped -> {
              assertThat(skipped.key()).endsWith(".separation");
              assertThat(skipped.reason()).startsWith("an AUC of 1.000");
            });
    return Objects.requireNonNull(outcome.scores());
  }

  private static String skipped(FeatureTable table) {
    Classification outcome = Classification.of(table.dataset(3), table.features(), QUICK, 1);
    assertThat(outcome.scores()).isNull();
    assertThat(outcome.skipped()).extracting(Skipped::key).containsExactly("classifier");
    return outcome.skipped().get(0).reason();
  }

  private static KernelScores linear(ClassifierScores scores) {
    return Objects.requireNonNull(scores.linear());
  }

  private static KernelScores rbf(ClassifierScores scores) {
    return Objects.requireNonNull(scores.rbf());
  }
}
