package org.synthassay;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.jspecify.annotations.Nullable;
import org.synthassay.config.AuditConfig;
import org.synthassay.embedding.ModelException;
import org.synthassay.math.Compared;
import org.synthassay.math.ProductSpeed;
import org.synthassay.spark.doctor.Finding;
import org.synthassay.spark.doctor.MemoryCheck;
import org.synthassay.spark.extract.Extraction;
import org.synthassay.spark.extract.ShippedModel;
import org.synthassay.spark.join.JoinTraffic;
import org.synthassay.spark.listing.ListingCensus;
import org.synthassay.spark.listing.ListingRow.Status;
import org.synthassay.spark.listing.Sampling;
import org.synthassay.spark.run.Cluster;
import org.synthassay.spark.run.Session;
import org.synthassay.spark.vectors.EmbeddingSets;

/**
 * Says what an audit would read, take and cost: lists the input, tries a few images, runs nothing.
 */
final class Forecast {
  private static final long LEAST_DRIVER_BYTES = 900L << 20;
  private static final long MANY_FILES = 10_000;
  private static final long SMALL_FILE = 1_000_000;
  private static final int WARMING = 8;
  private static final int TRIED_A_CORE = 32;

  private final AuditConfig config;
  private final SparkSession spark;
  private final AuditChecks checks;
  private final StagePlan plan;
  private final int cores;

  private Forecast(AuditConfig config, SparkSession spark) {
    this.config = config;
    this.spark = spark;
    this.checks = new AuditChecks(config);
    this.plan = new StagePlan(config);
    this.cores = Cluster.cores(spark);
  }

  static Outcome run(AuditConfig config) {
    try (Session session = Session.open("plan of " + config.name())) {
      new Forecast(config, session.spark()).tell();
      return Outcome.DONE;
    }
  }

  /** What there is of one set; bytes 0 where the listing does not tell. */
  private record Found(Map<String, Long> classes, long bytes, long files) {
    long perFile() {
      return bytes / Math.max(1, files);
    }
  }

  private void tell() {
    long start = System.nanoTime();
    EmbeddingSets embeddings =
        config.sets().real().isEmbedded() ? Listed.embeddings(spark, config, checks) : null;
    Dataset<Row> listing =
        (embeddings == null ? Listed.images(spark, config, checks) : embeddings.listing())
            .persist();
    try {
      Compared<Found> found = found(listing);
      double listSeconds = (System.nanoTime() - start) / 1e9;
      Compared<Long> taken = taken(listing, found.map(Found::classes));
      List<Tried> tried = embeddings == null ? networks(listing) : List.of();
      List<Integer> dimensions =
          embeddings == null
              ? tried.stream().map(Tried::dimension).toList()
              : List.of(embeddings.dimension());
      double trained =
          tried.isEmpty()
              ? 0
              : config.classifier().share(taken.real() + taken.synthetic())
                  * Math.min(taken.real(), taken.synthetic());
      int kernels = config.classifier().kernels().size();
      var size =
          new AuditCost.Size(
              taken.real(),
              taken.synthetic(),
              dimensions,
              config.calibration().splits(),
              trained,
              kernels);
      var speed =
          new AuditCost.Speed(
              listSeconds,
              tried.stream().map(Tried::imageSeconds).toList(),
              ProductSpeed.perSecond());
      print(found, new AuditCost(size, speed, cores));
    } finally {
      listing.unpersist();
    }
  }

  private static Compared<Found> found(Dataset<Row> listing) {
    Compared<Map<String, Long>> classes = ListingCensus.of(listing).found();
    Map<String, Row> sizes = new TreeMap<>();
    listing
        .filter(col("status").equalTo(Status.FOUND.code()))
        .groupBy("set")
        .agg(coalesce(sum(greatest(col("bytes"), lit(0L))), lit(0L)), countDistinct("file"))
        .collectAsList()
        .forEach(row -> sizes.put(row.getString(0), row));
    return new Compared<>(
        found(classes.real(), sizes.get("real")),
        found(classes.synthetic(), sizes.get("synthetic")));
  }

  private static Found found(Map<String, Long> classes, @Nullable Row sizes) {
    return sizes == null
        ? new Found(classes, 0, 0)
        : new Found(classes, sizes.getLong(1), sizes.getLong(2));
  }

  /** How many images of each set are sampled. */
  private Compared<Long> taken(Dataset<Row> listing, Compared<Map<String, Long>> classes) {
    Compared<Map<String, Long>> wanted = Sampling.of(classes, config.sample()).wanted();
    var taken =
        new Compared<>(
            taken(classes.real(), wanted.real()), taken(classes.synthetic(), wanted.synthetic()));
    checks.sampled(listing, classes, taken);
    return taken;
  }

  private static long taken(Map<String, Long> classes, Map<String, Long> wanted) {
    long all = classes.values().stream().mapToLong(v -> v).sum();
    return wanted.containsKey(Sampling.ANY)
        ? Math.min(all, wanted.get(Sampling.ANY))
        : wanted.entrySet().stream()
            .mapToLong(want -> Math.min(want.getValue(), classes.getOrDefault(want.getKey(), 0L)))
            .sum();
  }

  /** A network's pass over a few images, once to warm up. */
  private record Tried(int dimension, double imageSeconds) {}

  private List<Tried> networks(Dataset<Row> listing) {
    List<Tried> tried = new ArrayList<>(List.of(tried(AuditConfig.MAIN, listing)));
    config.encoders().keySet().forEach(name -> tried.add(tried(name, listing)));
    return tried;
  }

  private Tried tried(String encoder, Dataset<Row> listing) {
    try {
      ShippedModel shipped = ShippedModel.ship(spark.sparkContext(), plan.network(encoder));
      int dimension = shipped.facts(spark.sparkContext()).dimension();
      Extraction pass = new Extraction(plan.reading(encoder), shipped);
      seconds(pass, listing, WARMING * cores);
      int images = TRIED_A_CORE * cores;
      return new Tried(dimension, seconds(pass, listing, images) * cores / images);
    } catch (ModelException e) {
      throw checks.network(encoder, e);
    }
  }

  private double seconds(Extraction pass, Dataset<Row> listing, int images) {
    Dataset<Row> few =
        listing
            .filter(col("status").equalTo(Status.FOUND.code()))
            .withColumn("rank", lit(1))
            .orderBy(hash(col("id")))
            .limit(images);
    LongAccumulator done = spark.sparkContext().longAccumulator();
    long start = System.nanoTime();
    pass.of(few, images, done).write().format("noop").mode(SaveMode.Overwrite).save();
    return (System.nanoTime() - start) / 1e9 * images / Math.max(1, done.value());
  }

  private void print(Compared<Found> found, AuditCost cost) {
    AuditCost.Size size = cost.size();
    int widest = Collections.max(size.dimensions());
    JoinTraffic join = JoinTraffic.of(spark, size.real(), size.synthetic(), widest);
    Finding memory = MemoryCheck.of(spark.sparkContext(), Cluster.of(spark), 0);
    long files = found.real().files() + found.synthetic().files();
    long bytes = found.real().bytes() + found.synthetic().bytes();
    long listed = all(found.real()) + all(found.synthetic());
    int passes = cost.speed().imageSeconds().size();
    line("images", "%,d real, %,d synthetic, of %,d listed", size.real(), size.synthetic(), listed);
    line("input", "%,d files, %,.1f MB", files, bytes / 1e6);
    line("passes", "over the images, a network each: %d", passes);
    line("tasks", "to extract: %,d, at once: %,d", Extraction.tasks(size.images(), cores), cores);
    line("pairs", "%,d, of rows of %s values", size.pairs(), size.dimensions());
    double read = (double) bytes * size.images() / Math.max(1, listed) * passes;
    line("traffic", "%,.1f MB of images, %,.1f MB of rows", read / 1e6, join.rowBytes() / 1e6);
    line("memory", "an executor: %s; rows a task: %,d MB", memory.found(), join.taskBytes() >> 20);
    line("disk", "%,.1f MB in the output while it runs", cost.diskBytes() / 1e6);
    cost.seconds().forEach((stage, s) -> line(stage, "%,10.1f s, %,.4f h", s, s / 3600));
    double all = cost.seconds().values().stream().mapToDouble(v -> v).sum();
    line("all", "%,10.1f s, %,.4f h, beside Spark's start", all, all / 3600);
    if (!memory.remedy().isEmpty()) {
      line("warning", "%s", memory.remedy());
    }
    if (files > MANY_FILES && bytes / files < SMALL_FILE) {
      line("warning", "%,d small files: a request each; pack them into shards of 1,000", files);
    }
    if (files < cores && passes > 0) {
      line("warning", "fewer files than cores: tars are read a task each; make %,d", 4 * cores);
    }
    if (Runtime.getRuntime().maxMemory() < LEAST_DRIVER_BYTES) {
      line("warning", "the driver's heap is below 1 GiB: raise spark.driver.memory to 2g");
    }
  }

  private static long all(Found found) {
    return found.classes().values().stream().mapToLong(v -> v).sum();
  }

  private static void line(String name, String form, Object... values) {
    System.out.printf(Locale.ROOT, "%-15s " + form + "%n", concat(name, values));
  }

  private static Object[] concat(String name, Object... values) {
    return Stream.concat(Stream.of(name), Stream.of(values)).toArray();
  }
}
