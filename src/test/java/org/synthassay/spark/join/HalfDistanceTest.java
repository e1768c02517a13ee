package org.synthassay.spark.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.calibration.CalibratedScore;
import org.synthassay.calibration.Calibration;
import org.synthassay.calibration.CalibrationOptions;
import org.synthassay.distance.DistanceScores;
import org.synthassay.distance.FidInfinity;
import org.synthassay.distance.Influential;
import org.synthassay.distance.KernelDistance;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.math.Factor;
import org.synthassay.math.Skipped;

/** FID∞, intervals of FID and KID, and real halves beside them, against sums over rows. */
@TestInstance(Lifecycle.PER_CLASS)
class HalfDistanceTest {
  private static final int DIMENSION = 6;
  private static final int SPLITS = 5;

  private final SparkSession spark =
      SparkSession.builder()
          .master("local[2]")
          .config("spark.ui.enabled", false)
          .config("spark.sql.shuffle.partitions", 3)
          .getOrCreate();
  private final List<Row> rows = rows();
  private JoinResult one;
  private JoinResult seven;

  @BeforeAll
  void join(@TempDir Path folder) {
    one = join(rows, 1, folder.resolve("one"), SPLITS);
    seven = join(rows, 7, folder.resolve("seven"), SPLITS);
    one.verdicts().count();
  }

  @AfterAll
  void stop() {
    spark.stop();
  }

  private JoinResult join(List<Row> embeddings, int partitions, Path folder, int splits) {
    JoinOptions options =
        new JoinOptions(new ManifoldOptions(3, List.of(1)), new CalibrationOptions(splits), 7);
    JoinResult found =
        BlockJoin.of(
            spark.createDataFrame(embeddings, JoinRows.SCHEMA).repartition(partitions),
            options,
            folder.toUri().toString());
    found.verdicts().cache().count();
    return found;
  }

  /** Some twice; real ones of patients with up to five images. */
  private static List<Row> rows() {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    int patient = 0;
    for (int i = 0; i < 330; i++) {
      boolean real = i < 170;
      patient += random.nextInt(3) == 0 ? 1 : 0;
      List<Float> values = new ArrayList<>();
      for (int j = 0; j < DIMENSION; j++) {
        values.add((float) (random.nextGaussian() * (real ? 1 : 1.2) + patient % 7 * 0.3));
      }
      if (i % 17 == 5) {
        values = rows.get(i - 5).getAs(4);
      }
      String group = real && i % 11 != 0 ? "p" + patient : null;
      rows.add(RowFactory.create("i" + i, real ? "real" : "synthetic", group, "a", values));
    }
    return rows;
  }

  private static float[] values(List<Row> rows, Predicate<Row> which) {
    List<Row> found = rows.stream().filter(which).toList();
    float[] values = new float[found.size() * DIMENSION];
    for (int e = 0; e < values.length; e++) {
      List<Float> row = found.get(e / DIMENSION).getAs(4);
      values[e] = row.get(e % DIMENSION);
    }
    return values;
  }

  private static boolean in(String set, Row row) {
    return row.getString(1).equals(set);
  }

  private static double fid(float[] x, float[] y) {
    double[] ofX = mean(x);
    double[] ofY = mean(y);
    Factor a = Factor.ofRows(x, ofX);
    Factor b = Factor.ofRows(y, ofY);
    double sum = -2 * a.traceOfRoot(b);
    for (int j = 0; j < DIMENSION; j++) {
      sum += (ofX[j] - ofY[j]) * (ofX[j] - ofY[j]);
    }
    for (Factor factor : List.of(a, b)) {
      for (double value : factor.values()) {
        sum += value * value;
      }
    }
    return sum;
  }

  private static double[] mean(float[] x) {
    double[] mean = new double[DIMENSION];
    for (int e = 0; e < x.length; e++) {
      mean[e % DIMENSION] += x[e] / (double) (x.length / DIMENSION);
    }
    return mean;
  }

  private static double kid(float[] x, float[] y) {
    return inside(x) + inside(y) - 2 * sum(x, y) * square(DIMENSION) / x.length / y.length;
  }

  private static double square(double value) {
    return value * value;
  }

  private static double inside(float[] x) {
    double n = x.length / (double) DIMENSION;
    double same = 0;
    for (int i = 0; i < n; i++) {
      same += kernel(x, i, x, i);
    }
    return (sum(x, x) - same) / (n * (n - 1));
  }

  private static double sum(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < x.length / DIMENSION; i++) {
      for (int j = 0; j < y.length / DIMENSION; j++) {
        sum += kernel(x, i, y, j);
      }
    }
    return sum;
  }

  private static double kernel(float[] x, int i, float[] y, int j) {
    double dot = 0;
    for (int c = 0; c < DIMENSION; c++) {
      dot += (double) x[i * DIMENSION + c] * y[j * DIMENSION + c];
    }
    return Math.pow(dot / DIMENSION + 1, 3);
  }

  private Map<String, Long> masks() {
    Map<String, Long> masks = new HashMap<>();
    one.verdicts()
        .collectAsList()
        .forEach(row -> masks.put(row.getAs("id"), row.<Long>getAs("halves")));
    return masks;
  }

  private Map<String, Double> influence() {
    Map<String, Double> influence = new HashMap<>();
    one.verdicts()
        .collectAsList()
        .forEach(row -> influence.put(row.getAs("id"), row.<Double>getAs("fid_influence")));
    return influence;
  }

  private static <T> T of(Map<String, T> byId, String id) {
    return Objects.requireNonNull(byId.get(id));
  }

  private CalibratedScore calibrated(String score) {
    Calibration calibration = Objects.requireNonNull(one.calibration());
    return Objects.requireNonNull(calibration.scores().get(score));
  }

  @Test
  void halvesAndExtrapolationEqualThoseOfTheRows() {
    Map<String, Long> masks = masks();
    double[] fid = new double[3];
    double[] kid = new double[3];
    for (int s = 0; s < 4; s++) {
      int split = s;
      Predicate<Row> first = row -> (of(masks, row.getString(0)) >> split & 1) == 1;
      float[] x = values(rows, row -> in("real", row) && first.test(row));
      float[] x2 = values(rows, row -> in("real", row) && !first.test(row));
      float[] y = values(rows, row -> in("synthetic", row) && first.test(row));
      float[] y2 = values(rows, row -> in("synthetic", row) && !first.test(row));
      fid[0] += (fid(x, y) + fid(x2, y2)) / 8;
      fid[1] += fid(x, x2) / 4;
      kid[0] += (kid(x, y) + kid(x2, y2)) / 8;
      kid[1] += kid(x, x2) / 4;
    }
    CalibratedScore ofFid = calibrated("fid");
    assertThat(ofFid.half()).isEqualTo(fid[0], within(1e-7));
    assertThat(ofFid.real()).isEqualTo(fid[1], within(1e-7));
    assertThat(ofFid.ratio()).isEqualTo(fid[0] / fid[1], within(1e-6));
    assertThat(calibrated("kid").half()).isEqualTo(kid[0], within(1e-4));
    assertThat(calibrated("kid").real()).isEqualTo(kid[1], within(1e-4));
    assertThat(calibrated("kid").ratio()).isNull();
    FidInfinity infinity = Objects.requireNonNull(one.distance().fidInfinity());
    double whole =
        fid(values(rows, row -> in("real", row)), values(rows, row -> in("synthetic", row)));
    assertThat(one.distance().fid()).isEqualTo(whole, within(1e-7));
    assertThat(infinity.value()).isEqualTo(2 * whole - fid[0], within(1e-6));
  }

  /** The column's own deviations, summed over patients; t of 3 degrees of freedom from a table. */
  @Test
  void intervalsAreByWholeGroups() {
    Map<String, Double> influence = influence();
    double variance = 0;
    for (String set : List.of("real", "synthetic")) {
      Map<String, Double> sums = new HashMap<>();
      List<Row> own = rows.stream().filter(row -> in(set, row)).toList();
      for (Row row : own) {
        String unit = row.isNullAt(2) ? row.getString(0) : row.getString(2);
        sums.merge(unit, of(influence, row.getString(0)) * (own.size() - 1), Double::sum);
      }
      double units = sums.size();
      double squares = sums.values().stream().mapToDouble(sum -> sum * sum).sum();
      variance += squares * units / (units - 1) / square(own.size());
    }
    FidInfinity infinity = Objects.requireNonNull(one.distance().fidInfinity());
    double error = Math.sqrt(variance);
    assertThat(infinity.standardError()).isEqualTo(error, within(1e-9));
    assertThat(infinity.high() - infinity.value()).isEqualTo(3.18245 * error, within(1e-4 * error));
    CalibratedScore fid = calibrated("fid");
    assertThat(fid.high() - fid.value()).isBetween(1.96 * error, 2.05 * error);
    CalibratedScore kid = calibrated("kid");
    assertThat(kid.value())
        .isEqualTo(Objects.requireNonNull(one.distance().kid()).value())
        .isBetween(kid.low(), kid.high());
  }

  @Test
  void whatTheMostInfluentialImagesMakeIsFidLessFidWithoutThem() {
    Map<String, Double> influence = influence();
    Influential most = Objects.requireNonNull(one.distance().influential());
    List<Row> synthetic = rows.stream().filter(row -> in("synthetic", row)).toList();
    List<Row> rest =
        synthetic.stream()
            .sorted(Comparator.comparing((Row row) -> -of(influence, row.getString(0))))
            .skip(2)
            .toList();
    double without = fid(values(rows, row -> in("real", row)), values(rest, row -> true));
    assertThat(most.images()).isEqualTo(2);
    assertThat(most.fidWithout()).isEqualTo(without, within(1e-7));
    assertThat(most.share())
        .isEqualTo(1 - without / Objects.requireNonNull(one.distance().fid()), within(1e-6))
        .isPositive();
  }

  @Test
  void partitionsChangeNothing() {
    DistanceScores other = seven.distance();
    FidInfinity infinity = Objects.requireNonNull(one.distance().fidInfinity());
    FidInfinity again = Objects.requireNonNull(other.fidInfinity());
    assertThat(again.value()).isEqualTo(infinity.value(), within(1e-9));
    assertThat(again.standardError()).isEqualTo(infinity.standardError(), within(1e-9));
    KernelDistance kid = Objects.requireNonNull(one.distance().kid());
    assertThat(Objects.requireNonNull(other.kid()).value()).isEqualTo(kid.value(), within(1e-7));
    Map<String, Double> influence = influence();
    seven
        .verdicts()
        .collectAsList()
        .forEach(
            row ->
                assertThat(row.<Double>getAs("fid_influence"))
                    .isEqualTo(of(influence, row.<String>getAs("id")), within(1e-9)));
  }

  @Test
  void whatCannotBeSaidIsSkippedWithItsReason(@TempDir Path folder) {
    List<Row> few =
        rows.stream()
            .filter(row -> Integer.parseInt(row.getString(0).substring(1)) % 9 == 0)
            .toList();
    assertThat(join(few, 2, folder.resolve("few"), SPLITS).skipped())
        .contains(
            new Skipped(
                "distance.fid_infinity",
                "in 6 dimensions it takes at least 24 images of each set, there are 18"));
    List<Row> patient =
        rows.stream()
            .map(row -> RowFactory.create(row.get(0), row.get(1), "p", row.get(3), row.get(4)))
            .toList();
    assertThat(join(patient, 2, folder.resolve("patient"), SPLITS).skipped())
        .extracting(Skipped::key)
        .contains("distance.fid_infinity", "calibration.scores.fid", "calibration.scores.kid");
    JoinResult bare = join(rows, 2, folder.resolve("bare"), 0);
    assertThat(bare.distance().fid())
        .isEqualTo(Objects.requireNonNull(one.distance().fid()), within(1e-9));
    assertThat(bare.distance().influential()).isNull();
    assertThat(bare.skipped()).extracting(Skipped::key).contains("distance.fid_infinity");
    assertThat(bare.verdicts().filter("fid_influence is not null").count()).isZero();
  }
}
