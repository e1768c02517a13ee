package org.synthassay;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.synthassay.classifier.Classification;
import org.synthassay.classifier.ClassifierScores;
import org.synthassay.config.AuditConfig;
import org.synthassay.embedding.ModelFacts;
import org.synthassay.image.PrepareOptions;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.math.Compared;
import org.synthassay.math.Contrast;
import org.synthassay.math.Skipped;
import org.synthassay.report.Disagreement;
import org.synthassay.report.GateVerdict;
import org.synthassay.report.Gates;
import org.synthassay.report.MetricsJson;
import org.synthassay.report.ReportOptions.Ids;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.extract.Extraction;
import org.synthassay.spark.listing.ImageListing;
import org.synthassay.spark.listing.NoSuchInputException;
import org.synthassay.spark.listing.Sampling;
import org.synthassay.spark.run.RunDirectory;
import org.synthassay.spark.run.SparkJobs;
import org.synthassay.spark.run.Stages;
import org.synthassay.spark.run.Stages.Stage;
import org.synthassay.spark.tables.ClosestPairs;
import org.synthassay.spark.tables.FeatureComparison;
import org.synthassay.spark.tables.FormatCounts;
import org.synthassay.spark.tables.IdMask;
import org.synthassay.spark.tables.LabelCoverage;
import org.synthassay.spark.tables.ResultTables;
import org.synthassay.spark.tables.SetCounts;
import org.synthassay.spark.vectors.EmbeddingSets;
import org.synthassay.spatial.Feature;

/** The steps of an audit: each a named stage that is done once and leaves its result in the run. */
final class AuditSteps {
  private static final int SAMPLES_SHOWN = 20;
  private static final int PAIRS_SHOWN = 12;
  private static final String NO_PIXELS =
      "the sets are finished embeddings: spatial features need pixels";

  private final AuditConfig config;
  private final SparkSession spark;
  private final RunDirectory run;
  private final AuditChecks checks;
  private final SparkJobs jobs;
  private final AuditContext context;
  private final Stages stages;
  private final AuditResults results = new AuditResults();
  private final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private String listed = "";
  private long images;
  private Stage sampled = Stage.of("sample");
  private @Nullable EmbeddingSets embeddings;
  private final EncoderSteps main;
  private final List<EncoderSteps> further;
  private final Map<String, Dataset<Row>> embedded = new LinkedHashMap<>();

  AuditSteps(AuditConfig config, SparkSession spark, RunDirectory run, AuditChecks checks) {
    this.config = config;
    this.spark = spark;
    this.run = run;
    this.checks = checks;
    this.jobs = new SparkJobs(spark);
    this.stages = new Stages(spark, run, jobs);
    this.context = new AuditContext(config, spark, run, checks, jobs, stages);
    this.main = EncoderSteps.main(context, SAMPLES_SHOWN);
    this.further = EncoderSteps.further(context);
    run.write("audit.conf", config.resolved());
  }

  /** Every input of both sets: ids and sizes, no pixels. */
  Dataset<Row> list() {
    String path = run.path("_stages/list");
    jobs.stage(
        "list",
        done -> {
          inputs().write().mode(SaveMode.Overwrite).parquet(path);
          return path;
        });
    Dataset<Row> table = spark.read().parquet(path);
    listed = ImageListing.fingerprint(table);
    new RejectionLimit(context).ofListing(table);
    return table;
  }

  private Dataset<Row> inputs() {
    try {
      if (config.sets().real().isEmbedded()) {
        EmbeddingSets given = new EmbeddingSets(spark, config.sets());
        embeddings = given;
        return given.listing();
      }
      var listing = new ImageListing(spark, ShardOptions.of(config.limits()));
      listing.check(config.sets());
      return listing.of(config.sets(), config.prepare().map(PrepareOptions::crop));
    } catch (NoSuchInputException e) {
      throw checks.missing(e);
    }
  }

  /** The listing with {@code rank} and what is not taken marked as not sampled. */
  Dataset<Row> sample(Dataset<Row> listing) {
    Compared<Map<String, Long>> found = Sampling.counts(listing);
    Sampling sampling = Sampling.of(found, config.sample());
    sampled = Stage.of("sample", listed, config.sample(), config.seed());
    Dataset<Row> marked = stages.table(sampled, done -> sampling.mark(listing, config.seed()));
    Compared<Sampling.Taken> counts = Sampling.taken(marked);
    checks.sampled(found, counts.map(Sampling.Taken::images));
    checks.groups("real", hasGroups(config.sets().real()), counts.real().grouped());
    checks.groups("synthetic", hasGroups(config.sets().synthetic()), counts.synthetic().grouped());
    images = counts.real().images() + counts.synthetic().images();
    results.add(Map.of("sample", section(sampling)));
    return marked;
  }

  /** The shortfall is absent where classes were not looked at. */
  private static Map<String, Object> section(Sampling sampling) {
    return sampling.byClass()
        ? Map.of(
            "shortfall",
            sampling.shortfall().stream()
                .map(s -> Map.of("class", s.label(), "wanted", s.wanted(), "got", s.got()))
                .toList())
        : Map.of();
  }

  private static boolean hasGroups(SetOptions set) {
    return !(set.group() instanceof GroupSource.None);
  }

  /** The one expensive pass: features and embedding, or the rejection, of every sampled image. */
  Dataset<Row> extract(Dataset<Row> marked) {
    EmbeddingSets given = embeddings;
    if (given != null) {
      Stage stage = Stage.of("extract", ImageListing.ofTaken(marked), given.dimension());
      main.given(stage);
      return stages.table(stage, done -> given.extracted(marked, config.spatial().features()));
    }
    main.open(marked, images);
    further.forEach(encoder -> encoder.open(marked, images));
    return main.extract(marked, images);
  }

  /** Neighbours, balls and distances between the sets; returns each row's verdicts. */
  Dataset<Row> compare(Dataset<Row> used) {
    results.add(main.compare(used));
    return main.verdicts();
  }

  /** The same images in the space of every further network. */
  void compareInFurtherEncoders(Dataset<Row> marked) {
    for (EncoderSteps encoder : further) {
      Dataset<Row> rows = encoder.extract(marked, images);
      Dataset<Row> used = rows.filter(col("code").isNull());
      results.addEncoder(encoder.name(), Map.of("model", Objects.requireNonNull(encoder.model())));
      results.addEncoder(encoder.name(), counts(rows));
      results.addEncoder(encoder.name(), encoder.compare(used));
      results.addEncoder(encoder.name(), coverage(used, encoder.verdicts()));
      embedded.put(encoder.name(), used);
    }
  }

  /** Where a network gives no numbers for an image, it is out of that network's scores alone. */
  private static Map<String, Object> counts(Dataset<Row> rows) {
    Map<String, Object> counts = new LinkedHashMap<>();
    rows.groupBy("set")
        .agg(count(when(col("code").isNull(), 1)), count(col("code")))
        .orderBy("set")
        .collectAsList()
        .forEach(
            row ->
                counts.put(
                    row.getString(0), Map.of("used", row.getLong(1), "rejected", row.getLong(2))));
    return counts;
  }

  private static Map<String, Object> coverage(Dataset<Row> used, Dataset<Row> verdicts) {
    List<LabelCoverage> coverage = LabelCoverage.of(used, verdicts);
    return coverage.isEmpty() ? Map.of() : Map.of("coverage_by_label", coverage);
  }

  /** Whether a classifier tells the sets apart by their spatial features. */
  void classify(Dataset<Row> used) {
    if (embeddings != null) {
      results.skip(new Skipped("classifier", NO_PIXELS));
      return;
    }
    Stage stage =
        Stage.of("classify", main.extracted().fingerprint(), config.classifier(), config.seed());
    results.add(
        stages.text(
            stage,
            done -> {
              Classification outcome =
                  Classification.of(
                      used.drop("embedding", "thumbnail"),
                      config.spatial().features().stream().map(Feature::key).toList(),
                      config.classifier(),
                      config.seed());
              ClassifierScores scores = outcome.scores();
              return AuditResults.text(
                  scores == null ? Map.of() : Map.of("classifier", scores), outcome.skipped());
            }));
  }

  /** How each spatial feature differs between the sets. */
  void measure(Dataset<Row> used) {
    if (embeddings != null) {
      results.skip(new Skipped("spatial", NO_PIXELS));
      return;
    }
    Stage stage = Stage.of("measure", main.extracted().fingerprint());
    results.add(
        stages.text(
            stage,
            done -> {
              Map<String, Contrast> features = new LinkedHashMap<>();
              FeatureComparison.of(used)
                  .forEach(feature -> features.put(feature.feature(), feature.contrast()));
              return AuditResults.text(Map.of("spatial", features), List.of());
            }));
  }

  /** The tables that users read; see {@link ResultTables}. */
  void writeTables(Dataset<Row> marked, Dataset<Row> rows, Dataset<Row> verdicts) {
    Dataset<Row> outcomes = ResultTables.outcomes(marked, rows);
    Dataset<Row> used = rows.filter(col("code").isNull());
    embedded.put(main.name(), used);
    List<String> inputs = new ArrayList<>(List.of(sampled.fingerprint()));
    inputs.add(main.compared().fingerprint());
    further.forEach(encoder -> inputs.add(encoder.name() + encoder.extracted().fingerprint()));
    Stage stage = Stage.of("tables", inputs, config.report());
    stages.once(
        stage,
        done -> {
          IdMask mask = config.report().ids() == Ids.HASHED ? IdMask.salted() : IdMask.none();
          ResultTables tables = new ResultTables(run, mask);
          tables.writeListing(outcomes);
          tables.writeEmbeddings(embedded);
          tables.writeImages(used, verdicts);
          boolean shown = config.report().thumbnails();
          tables.writeThumbnails(shown ? used : used.limit(0), SAMPLES_SHOWN);
          tables.writePairs(pairs(marked, verdicts));
        });
    Compared<SetCounts> counts = SetCounts.of(outcomes);
    results.add(Map.of("real", counts.real(), "synthetic", counts.synthetic()));
    if (embeddings == null) {
      results.add(Map.of("formats", FormatCounts.of(used)));
    }
    results.add(coverage(used, verdicts));
  }

  private Dataset<Row> pairs(Dataset<Row> marked, Dataset<Row> verdicts) {
    Dataset<Row> pairs = ClosestPairs.of(verdicts, PAIRS_SHOWN).cache();
    Dataset<Row> pictures =
        embeddings == null && config.report().thumbnails()
            ? main.extraction().pictures(ClosestPairs.rows(pairs, marked))
            : Extraction.noPictures(spark);
    return ClosestPairs.withPictures(pairs, pictures);
  }

  /** metrics.json, and how each gate was judged. */
  List<GateVerdict> writeMetrics() {
    Map<String, Object> audit = new LinkedHashMap<>();
    audit.put("name", config.name());
    audit.put("version", Version.current());
    audit.put("spark", spark.version());
    ModelFacts model = main.model();
    if (model != null) {
      audit.put("model", model);
    }
    audit.put("seed", config.seed());
    audit.put("started", started.toString());
    audit.put("seconds", jobs.seconds());
    results.add(Map.of("audit", audit));
    results.add(warnings());
    List<GateVerdict> gates = Gates.judge(config.gates(), results.tree());
    results.add(Map.of("gates", gates));
    run.write("metrics.json", MetricsJson.text(results.tree()));
    gates.stream()
        .filter(gate -> !gate.passed())
        .forEach(gate -> jobs.say("gates", gate.key() + " failed: " + gate));
    return gates;
  }

  private Map<String, Object> warnings() {
    List<String> warnings = new ArrayList<>(main.warnings());
    further.forEach(encoder -> warnings.addAll(encoder.warnings()));
    warnings.addAll(Disagreement.in(results.tree()));
    return warnings.isEmpty() ? Map.of() : Map.of("warnings", warnings);
  }

  /** report.html; where ids are hashed, what still holds them in full is deleted. */
  void writeReport() {
    String path = jobs.stage("report", done -> new RunReport(spark, run).write());
    if (config.report().ids() == Ids.HASHED) {
      run.delete("_stages");
    }
    System.out.println(path);
  }
}
