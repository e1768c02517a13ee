package org.synthassay.spark.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.calibration.CalibratedScore;
import org.synthassay.calibration.Calibration;
import org.synthassay.calibration.CalibrationOptions;
import org.synthassay.calibration.HalfScore;
import org.synthassay.manifold.BruteHalves;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.manifold.Radius;
import org.synthassay.math.Skipped;

/** Calibration on Spark: what is drawn, and what comes of it. */
class CalibrationTest {
  private static final int SPLITS = 6;
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static SparkSession spark;
  private static Path folder = Path.of("");

  @BeforeAll
  static void start(@TempDir Path empty) {
    folder = empty;
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 3)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** Rows of two classes, some twice; real ones of patients with one to five images. */
  private static List<Row> rows(int real, int synthetic) {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    int patient = 0;
    for (int i = 0; i < real + synthetic; i++) {
      boolean ofReal = i < real;
      patient += random.nextInt(3) == 0 ? 1 : 0;
      List<Float> values = new ArrayList<>();
      for (int j = 0; j < 5; j++) {
        values.add((float) (random.nextGaussian() + (patient % 7) * 0.3));
      }
      if (i % 17 == 5) {
        values = rows.get(i - 5).getAs(4);
      }
      rows.add(
          RowFactory.create(
              "i" + i,
              ofReal ? "real" : "synthetic",
              ofReal && i % 11 != 0 ? "p" + patient : null,
              i % 3 == 0 ? "a" : "b",
              values));
    }
    return rows;
  }

  private static JoinResult join(Dataset<Row> embeddings) {
    String run = folder.resolve("run" + RUNS.incrementAndGet()).toUri().toString();
    JoinOptions options =
        new JoinOptions(new ManifoldOptions(3, List.of(1)), new CalibrationOptions(SPLITS), 7);
    return BlockJoin.of(embeddings, options, run);
  }

  @Test
  void scoresInHalvesEqualBruteForceOnAnyPartitions() {
    List<Row> rows = rows(170, 120);
    Dataset<Row> embeddings = spark.createDataFrame(rows, JoinRows.SCHEMA);
    JoinResult one = join(embeddings.repartition(1));
    JoinResult seven = join(embeddings.repartition(7));
    Calibration calibration = Objects.requireNonNull(one.calibration());
    Calibration other = Objects.requireNonNull(seven.calibration());
    assertThat(other.groupAware()).isEqualTo(calibration.groupAware());
    assertThat(other.scores().keySet()).isEqualTo(calibration.scores().keySet());
    Map<String, Long> masks = masks(one);
    assertThat(masks(seven)).isEqualTo(masks);
    BruteHalves.Rows real = rowsOf("real", rows, masks);
    BruteHalves.Rows synthetic = rowsOf("synthetic", rows, masks);
    equal(calibration.scores(), real, synthetic, Radius.PLAIN);
    Map<String, CalibratedScore> grouped =
        Objects.requireNonNull(calibration.groupAware()).scores();
    equal(grouped, real, synthetic, Radius.GROUP_AWARE);
    CalibratedScore precision = Objects.requireNonNull(calibration.scores().get("precision"));
    assertThat(precision.value()).isEqualTo(one.manifold().of(HalfScore.PRECISION));
    assertThat(calibration.half()).isEqualTo(60);
  }

  private static void equal(
      Map<String, CalibratedScore> scores,
      BruteHalves.Rows real,
      BruteHalves.Rows synthetic,
      Radius radius) {
    for (HalfScore score : HalfScore.values()) {
      BruteHalves brute = new BruteHalves(score, 3, SPLITS, radius);
      double[][] across = brute.across(real, synthetic);
      double[][] ofReal = brute.real(real);
      CalibratedScore found =
          Objects.requireNonNull(scores.get(score.name().toLowerCase(Locale.ROOT)));
      assertThat(found.half()).isEqualTo(mean(across), within(1e-12));
      assertThat(found.real()).isEqualTo(mean(ofReal), within(1e-12));
      // t of 5 degrees of freedom at 0.975, from a printed table.
      double spread = 2.5706 * deviation(across[0]);
      assertThat(found.high() - found.value()).isEqualTo(spread, within(1e-4 * spread));
      assertThat(found.half() - found.halfLow())
          .isEqualTo(spread * Math.sqrt(7 / 6.0), within(1e-4 * spread));
      assertThat(found.ratio()).isEqualTo(found.half() / found.real());
    }
  }

  private static double mean(double[][] values) {
    return Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElseThrow();
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  private static Map<String, Long> masks(JoinResult result) {
    Map<String, Long> masks = new HashMap<>();
    result
        .verdicts()
        .select("id", "halves")
        .collectAsList()
        .forEach(row -> masks.put(row.getString(0), row.getLong(1)));
    return masks;
  }

  private static BruteHalves.Rows rowsOf(String set, List<Row> rows, Map<String, Long> masks) {
    List<Row> own = rows.stream().filter(row -> row.getString(1).equals(set)).toList();
    float[][] values = new float[own.size()][];
    for (int i = 0; i < values.length; i++) {
      List<Float> row = own.get(i).getAs(4);
      values[i] = new float[row.size()];
      for (int j = 0; j < row.size(); j++) {
        values[i][j] = row.get(j);
      }
    }
    List<String> units = own.stream().map(CalibrationTest::unit).toList();
    return new BruteHalves.Rows(
        values,
        set.equals("real") ? units.stream().mapToInt(units::indexOf).toArray() : null,
        own.stream().mapToLong(row -> masks.get(row.getString(0))).toArray());
  }

  private static String unit(Row row) {
    @Nullable String group = row.getString(2);
    return group == null ? row.getString(0) : group;
  }

  private static long mask(Map<String, Long> masks, Row row) {
    return Objects.requireNonNull(masks.get(row.getString(0)));
  }

  @Test
  void unitsStayWholeAndHalfOfEachClassComesFirst() {
    List<Row> rows = rows(170, 120);
    Map<String, Long> masks = masks(join(spark.createDataFrame(rows, JoinRows.SCHEMA)));
    Map<String, Long> ofUnit = new HashMap<>();
    for (Row row : rows) {
      long mask = mask(masks, row);
      assertThat(mask).isBetween(0L, (1L << SPLITS) - 1);
      assertThat(ofUnit.computeIfAbsent(unit(row), unit -> mask)).isEqualTo(mask);
    }
    assertThat(ofUnit.values().stream().distinct().count()).isGreaterThan(20);
    for (String label : List.of("a", "b")) {
      List<Row> ofClass =
          rows.stream()
              .filter(row -> row.getString(1).equals("synthetic") && row.getString(3).equals(label))
              .toList();
      for (int s = 0; s < SPLITS; s++) {
        int split = s;
        long first = ofClass.stream().filter(row -> (mask(masks, row) >> split & 1) == 1).count();
        assertThat(first).isEqualTo((ofClass.size() + 1) / 2);
      }
    }
  }

  /** One patient owns most images: its half has too few others for group-aware radii. */
  @Test
  void whatHalvesAreTooSmallForIsSkippedWithItsReason() {
    List<Row> rows =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    RowFactory.create(
                        "i" + i,
                        i < 30 ? "real" : "synthetic",
                        i < 27 ? "one" : null,
                        null,
                        List.of((float) i, (float) (i * i % 7))))
            .toList();
    JoinResult result = join(spark.createDataFrame(rows, JoinRows.SCHEMA));
    Calibration calibration = Objects.requireNonNull(result.calibration());
    assertThat(calibration.scores()).isEmpty();
    assertThat(Objects.requireNonNull(calibration.groupAware()).scores()).isEmpty();
    for (HalfScore score : HalfScore.values()) {
      String name = score.name().toLowerCase(Locale.ROOT);
      assertThat(result.skipped())
          .extracting(Skipped::key)
          .contains("calibration.scores." + name, "calibration.group_aware.scores." + name);
    }
    assertThat(result.skipped())
        .anySatisfy(
            skipped -> {
              assertThat(skipped.key()).isEqualTo("calibration.scores.precision");
              assertThat(skipped.reason()).contains("fewer than k = 3 neighbours");
            });
  }
}
