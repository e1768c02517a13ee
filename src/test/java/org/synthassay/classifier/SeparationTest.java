package org.synthassay.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synthassay.math.Normal;

class SeparationTest {
  /** So many rows that they are sorted in as many tasks as they come in. */
  private static final long MANY = 100_000_000;

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder().master("local[2]").config("spark.ui.enabled", false).getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Separation of(List<ScoredRow> rows, int partitions) {
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (Ranked ranked = Ranked.of(context.parallelize(rows, partitions), MANY)) {
      return Objects.requireNonNull(Separation.of(ranked));
    }
  }

  /** Patients with up to four images, some in both sets, scores with ties. */
  private static List<ScoredRow> rows(long seed, int count, double shift) {
    Random random = new Random(seed);
    List<ScoredRow> rows = new ArrayList<>();
    double common = 0;
    for (int i = 0; i < count; i++) {
      common = i % 4 == 0 ? random.nextGaussian() : common;
      boolean synthetic = random.nextBoolean();
      double score = Math.rint(4 * (common + random.nextGaussian() + (synthetic ? shift : 0))) / 4;
      rows.add(new ScoredRow(score, synthetic, "p" + i / 4, i));
    }
    return rows;
  }

  @Test
  void errorEqualsThatOfComponentsOfAllPairs() {
    List<ScoredRow> rows = rows(1, 240, 0.4);
    List<ScoredRow> synthetic = rows.stream().filter(ScoredRow::synthetic).toList();
    List<ScoredRow> real = rows.stream().filter(row -> !row.synthetic()).toList();
    double n = synthetic.size();
    double m = real.size();
    double auc = synthetic.stream().mapToDouble(s -> wins(s, real)).sum() / n / m;
    Map<String, double[]> ofGroup = new HashMap<>();
    for (ScoredRow row : synthetic) {
      sums(ofGroup, row)[0] += wins(row, real) / m - auc;
      sums(ofGroup, row)[2] = 1;
    }
    for (ScoredRow row : real) {
      sums(ofGroup, row)[1] += synthetic.stream().mapToDouble(s -> win(s, row)).sum() / n - auc;
      sums(ofGroup, row)[3] = 1;
    }
    double groups = ofGroup.size();
    double withSynthetic = ofGroup.values().stream().filter(g -> g[2] == 1).count();
    double withReal = ofGroup.values().stream().filter(g -> g[3] == 1).count();
    double a = ofGroup.values().stream().mapToDouble(g -> g[0] * g[0]).sum();
    double b = ofGroup.values().stream().mapToDouble(g -> g[1] * g[1]).sum();
    double ab = ofGroup.values().stream().mapToDouble(g -> g[0] * g[1]).sum();
    double variance =
        withSynthetic / (withSynthetic - 1) * a / n / n
            + withReal / (withReal - 1) * b / m / m
            + 2 * groups / (groups - 1) * ab / n / m;
    for (int partitions : new int[] {1, 7}) {
      Separation found = of(rows, partitions);
      assertThat(found.auc()).isEqualTo(auc, within(1e-12));
      assertThat(found.z()).isEqualTo((auc - 0.5) / Math.sqrt(variance), within(1e-9));
      assertThat(found.high() - found.auc())
          .isEqualTo(1.959963984540054 * Math.sqrt(variance), within(1e-12));
      assertThat(found.groups()).isEqualTo(60);
    }
    assertThat(of(rows, 7)).isEqualTo(of(rows, 1));
  }

  private static double[] sums(Map<String, double[]> groups, ScoredRow row) {
    return groups.computeIfAbsent(row.key(), key -> new double[4]);
  }

  private static double wins(ScoredRow synthetic, List<ScoredRow> real) {
    return real.stream().mapToDouble(r -> win(synthetic, r)).sum();
  }

  private static double win(ScoredRow synthetic, ScoredRow real) {
    return (1 + Math.signum(synthetic.score() - real.score())) / 2;
  }

  @Test
  void aPerfectRankingHasNoSpread() {
    List<ScoredRow> rows = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      rows.add(new ScoredRow(i, i >= 10, "r" + i, i));
    }
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    try (Ranked ranked = Ranked.of(context.parallelize(rows, 3), MANY)) {
      assertThat(Separation.of(ranked)).isNull();
    }
  }

  /** From printed tables. */
  @Test
  void twoSidedProbabilities() {
    assertThat(Normal.twoSided(0)).isEqualTo(1, within(1e-15));
    assertThat(Normal.twoSided(1)).isEqualTo(0.3173105078629141, within(1e-14));
    assertThat(Normal.twoSided(-1.959963984540054)).isEqualTo(0.05, within(1e-14));
    assertThat(Normal.twoSided(2.999)).isEqualTo(Normal.twoSided(3.001), within(2e-5));
    assertThat(Normal.twoSided(5)).isEqualTo(5.733031437583867e-7, within(1e-18));
  }
}
