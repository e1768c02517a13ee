package org.synthassay.manifold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.synthassay.calibration.CalibratedScore;
import org.synthassay.calibration.Calibration;
import org.synthassay.calibration.Calibration.Known;
import org.synthassay.manifold.Table.Halves;
import org.synthassay.math.Compared;
import org.synthassay.math.Skipped;

/** Sets whose truth is known, and what calibration says of them. */
class TruthTest {
  private static final int ROWS = 400;
  private static final int SPLITS = 20;
  private static final int DIMENSION = 8;

  private final Random random = new Random(20240131);

  /** Rows around centres. */
  private interface Law {
    double[] row(int i);
  }

  private double[] normal(double sd) {
    double[] row = new double[DIMENSION];
    Arrays.setAll(row, j -> sd * random.nextGaussian());
    return row;
  }

  private double[] moved(double[] row, double by) {
    double[] result = row.clone();
    Arrays.setAll(result, j -> row[j] + by);
    return result;
  }

  private Table table(Law law, int @Nullable [] groups) {
    float[][] rows = new float[ROWS][DIMENSION];
    for (int i = 0; i < ROWS; i++) {
      double[] row = law.row(i);
      for (int j = 0; j < DIMENSION; j++) {
        rows[i][j] = (float) row[j];
      }
    }
    return new Table(rows, groups, halves(groups));
  }

  /** Every split takes half of the units whole. */
  private Halves halves(int @Nullable [] groups) {
    int[] units = groups == null ? java.util.stream.IntStream.range(0, ROWS).toArray() : groups;
    List<Integer> names =
        new java.util.ArrayList<>(Arrays.stream(units).distinct().boxed().toList());
    long[] masks = new long[ROWS];
    for (int s = 0; s < SPLITS; s++) {
      java.util.Collections.shuffle(names, random);
      var first = new java.util.HashSet<>(names.subList(0, names.size() / 2));
      for (int i = 0; i < ROWS; i++) {
        masks[i] |= first.contains(units[i]) ? 1L << s : 0;
      }
    }
    return new Halves(SPLITS, masks);
  }

  private static Calibration.Judged judged(Table real, Table synthetic) {
    ManifoldOptions options = new ManifoldOptions(3, List.of());
    LocalJoin join =
        new LocalJoin(new Compared<>(real, synthetic), options, new LocalJoin.Cut(2, 200));
    Judgement judgement = join.judgement();
    List<LocalJoin.InHalves> halves = join.inHalves();
    Known grouped = null;
    if (halves.size() == 2) {
      ManifoldScores scores = judgement.scores(Radius.GROUP_AWARE, "group_aware", options);
      grouped = new Known(halves.get(1).across(), halves.get(1).real(), scores::of);
    }
    ManifoldScores scores = judgement.scores(Radius.PLAIN, "manifold", options);
    return Calibration.of(
        new Known(halves.get(0).across(), halves.get(0).real(), scores::of), grouped);
  }

  private static CalibratedScore plain(Calibration.Judged judged, String score) {
    return Objects.requireNonNull(judged.calibration().scores().get(score));
  }

  private static double low(CalibratedScore score) {
    return Objects.requireNonNull(score.ratioLow());
  }

  private static double high(CalibratedScore score) {
    return Objects.requireNonNull(score.ratioHigh());
  }

  @Test
  void equalLawsReachWhatRealHalvesReach() {
    var judged = judged(table(i -> normal(1), null), table(i -> normal(1), null));
    for (String score : List.of("precision", "recall", "density", "coverage")) {
      CalibratedScore found = plain(judged, score);
      assertThat(low(found)).as(score).isLessThan(1).isGreaterThan(0.75);
      assertThat(high(found)).as(score).isGreaterThan(1).isLessThan(1.35);
      assertThat(found.low()).isLessThan(found.value());
    }
  }

  @Test
  void shiftedImagesReachLess() {
    var judged = judged(table(i -> normal(1), null), table(i -> moved(normal(1), 1), null));
    assertThat(high(plain(judged, "precision"))).isLessThan(0.8);
    assertThat(high(plain(judged, "coverage"))).isLessThan(0.8);
  }

  @Test
  void aDroppedModeIsMissedByVarietyAlone() {
    Law twoModes = i -> moved(normal(1), i % 2 == 0 ? 3 : -3);
    var judged = judged(table(twoModes, null), table(i -> moved(normal(1), 3), null));
    assertThat(low(plain(judged, "precision"))).isGreaterThan(0.85);
    assertThat(high(plain(judged, "recall"))).isLessThan(0.75);
    assertThat(high(plain(judged, "coverage"))).isLessThan(0.9);
  }

  @Test
  void imagesThatCrowdAroundTypicalOnesAreAboveRealOnesAndLackVariety() {
    var judged = judged(table(i -> normal(1), null), table(i -> normal(0.5), null));
    assertThat(low(plain(judged, "precision"))).isGreaterThan(1);
    assertThat(low(plain(judged, "density"))).isGreaterThan(1);
    assertThat(high(plain(judged, "recall"))).isLessThan(0.5);
  }

  /** Half of them have their original in their own half: that is what halves see of copying. */
  @Test
  void copiesReachMoreThanRealImagesDo() {
    Table real = table(i -> normal(1), null);
    Law copies = i -> widened(real.rows()[random.nextInt(ROWS)]);
    CalibratedScore precision = plain(judged(real, table(copies, null)), "precision");
    assertThat(precision.value()).isEqualTo(1).isGreaterThan(precision.realHigh());
    assertThat(low(precision)).isGreaterThan(0.95);
  }

  private static double[] widened(float[] row) {
    double[] result = new double[row.length];
    Arrays.setAll(result, j -> row[j]);
    return result;
  }

  /** Ten crops a slide: a slide's crops are each other's neighbours, and no other's. */
  @Test
  void overlappingCropsAreComparedBySlide() {
    int[] slides = java.util.stream.IntStream.range(0, ROWS).map(i -> i / 10).toArray();
    double[][] centres = new double[ROWS][];
    Arrays.setAll(centres, i -> normal(1));
    double[][] others = new double[ROWS][];
    Arrays.setAll(others, i -> normal(1));
    Table real = table(i -> crop(centres[slides[i]]), slides);
    var fresh = judged(real, table(i -> crop(others[slides[i]]), slides));
    assertThat(plain(fresh, "precision").value()).isLessThan(0.05);
    assertThat(plain(fresh, "precision").ratio()).isNull();
    assertThat(fresh.skipped())
        .extracting(Skipped::key)
        .contains("calibration.scores.precision.ratio");
    CalibratedScore grouped = grouped(fresh, "precision");
    assertThat(low(grouped)).isLessThan(1);
    assertThat(high(grouped)).isGreaterThan(1);
    var again = judged(real, table(i -> crop(centres[slides[i]]), slides));
    CalibratedScore copied = plain(again, "precision");
    assertThat(copied.value()).isGreaterThan(0.5);
    assertThat(copied.realHigh()).as("what new crops of the same law reach").isLessThan(0.05);
  }

  private double[] crop(double[] centre) {
    double[] noise = normal(0.05);
    double[] row = new double[DIMENSION];
    Arrays.setAll(row, j -> centre[j] + noise[j]);
    return row;
  }

  private static CalibratedScore grouped(Calibration.Judged judged, String score) {
    return Objects.requireNonNull(
        Objects.requireNonNull(judged.calibration().groupAware()).scores().get(score));
  }
}
