package org.synthassay.spark.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.synthassay.manifold.ManifoldScore.AUTHENTICITY;
import static org.synthassay.manifold.ManifoldScore.CLOSE_COPIES;
import static org.synthassay.manifold.ManifoldScore.COVERAGE;
import static org.synthassay.manifold.ManifoldScore.DENSITY;
import static org.synthassay.manifold.ManifoldScore.EXACT_COPIES;
import static org.synthassay.manifold.ManifoldScore.PRECISION;
import static org.synthassay.manifold.ManifoldScore.REALISM_MEDIAN;
import static org.synthassay.manifold.ManifoldScore.RECALL;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.distance.DistanceScores;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.manifold.ManifoldScores;
import org.synthassay.math.Skipped;
import scala.collection.JavaConverters;

/** The whole block join on Spark against an independent float64 reference. */
class BlockJoinTest {
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final List<Integer> SWEEP = List.of(1, 3, 5, 10);
  private static SparkSession spark;
  private static Path folder = Path.of("");

  @BeforeAll
  static void start(@TempDir Path empty) {
    folder = empty;
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 4)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static JoinResult join(Dataset<Row> embeddings, int k) {
    String run = folder.resolve("run" + RUNS.incrementAndGet()).toUri().toString();
    return BlockJoin.of(embeddings, new ManifoldOptions(k, SWEEP), run, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"small", "copies", "patients", "wide"})
  void scoresEqualTheReference(String name) {
    Golden golden = Golden.of(name);
    JoinResult result = join(golden.embeddings(spark), 3);
    JsonNode json = golden.json();
    for (int at = 0; at < SWEEP.size(); at++) {
      equal(result.manifold().sweep().get(at), json.get("manifold").get(at));
      if (json.has("manifold_by_group")) {
        ManifoldScores groupAware = present(result.groupAware());
        equal(groupAware.sweep().get(at), json.get("manifold_by_group").get(at));
      }
    }
    assertThat(result.manifold().of(AUTHENTICITY)).isEqualTo(json.get("authenticity").asDouble());
    DistanceScores distance = result.distance();
    double fid = json.get("fid").asDouble();
    assertThat(present(distance.fid())).isEqualTo(fid, within(1e-9 * fid));
    double kid = json.get("kid").asDouble();
    assertThat(present(distance.kid()).value()).isEqualTo(kid, within(1e-5 * kid));
  }

  private static void equal(ManifoldScores ours, JsonNode theirs) {
    assertThat(ours.k()).isEqualTo(theirs.get("k").asInt());
    assertThat(ours.withoutRadius()).isEqualTo(theirs.get("without_radius").asLong());
    assertThat(ours.of(EXACT_COPIES)).isEqualTo(theirs.at("/copies/exact").asLong());
    equal(ours.of(RECALL), theirs.get("recall"));
    if (ours.withoutRadius() > 0) {
      assertThat(ours.of(PRECISION)).isNull();
      assertThat(ours.of(CLOSE_COPIES)).isNull();
      return;
    }
    assertThat(ours.of(CLOSE_COPIES)).isEqualTo(theirs.at("/copies/close").asLong());
    equal(ours.of(PRECISION), theirs.get("precision"));
    equal(ours.of(DENSITY), theirs.get("density"));
    equal(ours.of(COVERAGE), theirs.get("coverage"));
    equal(ours.of(REALISM_MEDIAN), theirs.get("realism_median"));
  }

  private static void equal(@Nullable Number ours, JsonNode theirs) {
    double expected = theirs.asDouble();
    assertThat(present(ours).doubleValue()).isEqualTo(expected, within(1e-12 * Math.abs(expected)));
  }

  private static <T> T present(@Nullable T value) {
    assertThat(value).isNotNull();
    return java.util.Objects.requireNonNull(value);
  }

  @ParameterizedTest
  @CsvSource({"small,1", "small,10", "patients,3", "patients,5", "copies,3", "wide,1", "wide,3"})
  void radiiEqualTheReference(String name, int k) {
    Golden golden = Golden.of(name);
    JsonNode json = golden.json();
    Dataset<Row> verdicts = join(golden.embeddings(spark), k).verdicts();
    int at = SWEEP.indexOf(k);
    equal(mean(verdicts, "real", "radius"), json.at("/manifold/" + at + "/real_radius_mean"));
    equal(
        mean(verdicts, "synthetic", "radius"),
        json.at("/manifold/" + at + "/synthetic_radius_mean"));
    if (json.has("manifold_by_group")) {
      equal(
          mean(verdicts, "real", "radius_group"),
          json.at("/manifold_by_group/" + at + "/real_radius_mean"));
    }
  }

  private static double mean(Dataset<Row> verdicts, String set, String column) {
    return verdicts
        .filter(functions.col("set").equalTo(set))
        .agg(functions.avg(column))
        .first()
        .getDouble(0);
  }

  @Test
  void verdictsAddUpToTheScores() {
    Golden golden = Golden.of("copies");
    JoinResult result = join(golden.embeddings(spark), 3);
    Dataset<Row> verdicts = result.verdicts().cache();
    assertThat(verdicts.count()).isEqualTo(560);
    equalShare(verdicts, "set = 'synthetic' and inside", 260, result.manifold().of(PRECISION));
    equalShare(verdicts, "set = 'real' and inside", 300, result.manifold().of(RECALL));
    equalShare(verdicts, "set = 'real' and covered", 300, result.manifold().of(COVERAGE));
    equalShare(
        verdicts, "set = 'synthetic' and authentic", 260, result.manifold().of(AUTHENTICITY));
    assertThat(verdicts.filter("set = 'synthetic' and nearest_distance = 0").count()).isEqualTo(5);
    assertThat(verdicts.filter("set = 'synthetic' and inside = (rarity is null)").count()).isZero();
    assertThat(verdicts.filter("set = 'real' and rarity is not null").count()).isZero();
  }

  private static void equalShare(
      Dataset<Row> verdicts, String condition, int of, @Nullable Number score) {
    assertThat((double) verdicts.filter(condition).count() / of).isEqualTo(present(score));
  }

  @Test
  void scoresWithoutEnoughRadiiAreSkippedWithTheReason() {
    JoinResult result = join(Golden.of("wide").embeddings(spark), 3);
    assertThat(present(result.groupAware()).withoutRadius()).isEqualTo(118);
    assertThat(result.skipped())
        .contains(
            new Skipped(
                "group_aware.precision",
                "118 of 120 real images have fewer than k = 3 neighbours to choose from, and so no"
                    + " radius; at most 1 % may"));
  }

  @Test
  void partitionsChangeNothing() {
    Dataset<Row> embeddings = Golden.of("patients").embeddings(spark);
    JoinResult one = join(embeddings.repartition(1), 3);
    JoinResult seven = join(embeddings.repartition(7), 3);
    assertThat(seven.manifold()).isEqualTo(one.manifold());
    assertThat(seven.groupAware()).isEqualTo(one.groupAware());
    assertThat(seven.skipped()).isEqualTo(one.skipped());
    assertThat(rows(seven)).isEqualTo(rows(one));
  }

  /** The traffic that the facts state is the traffic that Spark's read metrics show. */
  @Test
  void rowsReadAreWhatSparkCounts() throws Exception {
    AtomicLong bytes = new AtomicLong();
    Set<Object> stages = ConcurrentHashMap.newKeySet();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            String name = job.properties().getProperty("spark.job.description", "");
            if (name.endsWith("radii") && !name.contains("median") || name.endsWith("balls")) {
              stages.addAll(JavaConverters.seqAsJavaList(job.stageIds()));
            }
          }

          @Override
          public void onTaskEnd(SparkListenerTaskEnd task) {
            boolean ours = stages.contains(task.stageId());
            bytes.addAndGet(ours ? task.taskMetrics().inputMetrics().bytesRead() : 0);
          }
        };
    spark.sparkContext().addSparkListener(listener);
    JoinFacts facts = join(Golden.of("small").embeddings(spark), 3).facts();
    spark.sparkContext().listenerBus().waitUntilEmpty(60_000);
    spark.sparkContext().removeSparkListener(listener);
    assertThat(facts.rowsRead()).isPositive();
    long dimension = Golden.of("small").embeddings(spark).first().<Object>getList(3).size();
    assertThat(bytes.get()).isEqualTo(facts.rowsRead() * Float.BYTES * dimension);
  }

  private static List<String> rows(JoinResult result) {
    return result.verdicts().orderBy("set", "id").toJSON().collectAsList();
  }
}
