package org.synthassay.spark.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.Calibration;
import org.synthassay.calibration.Calibration.Known;
import org.synthassay.calibration.CalibrationOptions;
import org.synthassay.calibration.HalfTotals;
import org.synthassay.distance.KernelDistance;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.Judgement;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.manifold.ManifoldScores;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.Radius;
import org.synthassay.manifold.passes.CellSet;
import org.synthassay.manifold.passes.JoinPasses;
import org.synthassay.manifold.passes.JoinWork;
import org.synthassay.manifold.passes.PassRunner;
import org.synthassay.math.Compared;
import org.synthassay.math.Moments;
import org.synthassay.math.Skipped;
import org.synthassay.spark.run.AuditMeter;

/**
 * Two embedding sets to every manifold score and distance: exact, in memory that does not grow with
 * the sets, every pair of rows taken once.
 */
public final class BlockJoin {
  private final SparkSession spark;
  private final JavaSparkContext context;
  private final JoinInput input;
  private final Compared<JoinSet> sets;
  private final ManifoldOptions options;
  private final JoinPasses passes;
  private final Neighbourhood hood;
  private final long seed;
  private final List<Skipped> skipped = new ArrayList<>();

  private BlockJoin(SparkSession spark, JoinInput input, JoinOptions options) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.input = input;
    this.sets = input.sets();
    this.options = options.manifold();
    this.passes = new JoinPasses(sets.map(set -> (CellSet) set), options.manifold(), input.plan());
    this.hood = passes.hood();
    this.seed = options.seed();
  }

  /**
   * Compares the real with the synthetic rows of {@code embeddings}, uncalibrated.
   *
   * @param embeddings id string, set string ("real" or "synthetic"), group string (may be null),
   *     embedding array&lt;float&gt;; any partitions
   * @param folder an empty or absent folder that all executors reach; kept for the verdicts
   * @param seed of the subsets for KID
   */
  public static JoinResult of(
      Dataset<Row> embeddings, ManifoldOptions options, String folder, long seed) {
    return of(embeddings, new JoinOptions(options, CalibrationOptions.off(), seed), folder);
  }

  /**
   * Compares the real with the synthetic rows of {@code embeddings}.
   *
   * @param embeddings as above; and label string (may be null), which splits keep apart
   * @param folder as above
   */
  public static JoinResult of(Dataset<Row> embeddings, JoinOptions options, String folder) {
    SparkSession spark = embeddings.sparkSession();
    JoinInput input =
        SparkPasses.named(
            spark.sparkContext(), "lay out", () -> JoinInput.of(embeddings, options, folder));
    return new BlockJoin(spark, input, options).result();
  }

  private <T> T named(String description, Supplier<T> work) {
    return SparkPasses.named(spark.sparkContext(), description, work);
  }

  private JoinResult result() {
    Compared<Moments> moments =
        named("moments", () -> sets.map(set -> new MomentPass(set).run(context)));
    Compared<Frame> frames = named("shadows", () -> frames(moments));
    PassRunner runner = new SparkPasses(context, input.plan().tasks(), "passes");
    JoinPasses.Found found = passes.run(runner, frames);
    Judgement judgement = new Judgement(found.totals(), hood, found.realism(), groupSizes());
    ManifoldScores manifold = judgement.scores(Radius.PLAIN, "manifold", options);
    ManifoldScores groupAware =
        hood.grouped() ? judgement.scores(Radius.GROUP_AWARE, "group_aware", options) : null;
    skipped.addAll(judgement.skipped());
    Calibration calibration = calibration(found, manifold, groupAware);
    JoinPasses.Work work = found.work();
    KernelDistance.Sums kernel =
        new KernelDistance.Sums(
            work.real().kernel(), work.synthetic().kernel(), work.across().kernel());
    KernelDistance kid = named("KID", () -> kid(kernel));
    DistancePasses.Found distance =
        named(
            "FID", () -> new DistancePasses(context, sets, moments, seed).run(kid, input.keyed()));
    skipped.addAll(distance.skipped());
    return new JoinResult(
        manifold,
        groupAware,
        distance.scores(),
        calibration == null ? null : calibration.with(distance.calibrated()),
        skipped,
        facts(work.all(), frames.real().directions()),
        verdicts(distance));
  }

  /**
   * Products of whole rows are taken around the set's own mean inside it, and around the real one
   * across the sets; shadows fall around the mean of both. KID over all pairs needs whole rows.
   */
  private Compared<Frame> frames(Compared<Moments> moments) {
    if (!kernel()) {
      Frame frame = ShadowFiles.frame(context, sets, moments, hood.depth());
      if (frame.directions() > 0) {
        return new Compared<>(frame, frame);
      }
    }
    double largest = Math.max(moments.real().largest(), moments.synthetic().largest());
    return moments.map(
        of -> kernel() ? Frame.withKernel(of.mean(), largest) : Frame.whole(of.mean(), largest));
  }

  /** Size of a real group → how many groups have it. */
  private Map<Long, Long> groupSizes() {
    Map<Long, Long> sizes = new TreeMap<>();
    if (hood.grouped()) {
      input
          .keyed()
          .filter(col("set").equalTo("real"))
          .groupBy("member_of")
          .count()
          .groupBy(col("count").as("size"))
          .count()
          .collectAsList()
          .forEach(row -> sizes.put(row.getLong(0), row.getLong(1)));
    }
    return sizes;
  }

  /** Whether KID is over all pairs. */
  private boolean kernel() {
    int most = Math.max(sets.real().rows(), sets.synthetic().rows());
    return most <= KernelDistance.ALL_PAIRS_UP_TO;
  }

  private @Nullable KernelDistance kid(KernelDistance.Sums kernel) {
    int n = sets.real().rows();
    int m = sets.synthetic().rows();
    if (Math.min(n, m) < 2) {
      skipped.add(new Skipped("distance.kid", "it takes at least 2 images of each set"));
      return null;
    }
    return kernel()
        ? KernelDistance.ofAllPairs(kernel, n, m)
        : new SubsetPass(sets, seed).run(context);
  }

  private @Nullable Calibration calibration(
      JoinPasses.Found found, ManifoldScores manifold, @Nullable ManifoldScores groupAware) {
    List<HalfTotals> across = found.halves();
    List<HalfTotals> real = found.realHalves();
    if (across.isEmpty()) {
      return null;
    }
    Known grouped =
        groupAware == null ? null : new Known(across.get(1), real.get(1), groupAware::of);
    Calibration.Judged judged =
        Calibration.of(new Known(across.get(0), real.get(0), manifold::of), grouped);
    skipped.addAll(judged.skipped());
    return judged.calibration();
  }

  private JoinFacts facts(JoinWork work, int directions) {
    AuditMeter.RECHECKS.mark(work.rechecks());
    return new JoinFacts(
        work.pairs(),
        work.rechecks(),
        work.rowsRead(),
        directions,
        input.plan().cellRows(),
        input.plan().stripCells());
  }

  private Dataset<Row> verdicts(DistancePasses.Found distance) {
    Dataset<Row> rows =
        new VerdictTable(sets.real(), hood)
            .of(spark, input.keyed())
            .unionByName(new VerdictTable(sets.synthetic(), hood).of(spark, input.keyed()));
    return distance
        .influence()
        .map(influence -> rows.join(influence, new String[] {"set", "id"}))
        .orElseGet(() -> rows.withColumn("fid_influence", lit(null).cast("double")));
  }
}
