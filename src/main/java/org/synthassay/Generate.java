package org.synthassay;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.synthassay.config.ConfigException;
import org.synthassay.config.GenerateConfig;
import org.synthassay.embedding.ModelException;
import org.synthassay.generator.GeneratorOptions;
import org.synthassay.spark.draw.DrawRecipe;
import org.synthassay.spark.draw.Drawing;
import org.synthassay.spark.draw.StoredNetwork;
import org.synthassay.spark.draw.Trial;
import org.synthassay.spark.run.RunDirectory;
import org.synthassay.spark.run.RunDirectory.NotARunException;
import org.synthassay.spark.run.Session;
import org.synthassay.spark.run.SparkJobs;

/** Draws a generator's images as shards, each image a function of network, settings and number. */
final class Generate {

  private final GenerateConfig config;
  private final SparkSession spark;
  private final SparkJobs jobs;

  private Generate(GenerateConfig config, SparkSession spark) {
    this.config = config;
    this.spark = spark;
    this.jobs = new SparkJobs(spark, config.name());
  }

  static Outcome run(GenerateConfig config) {
    try (Session session = Session.open(config.name())) {
      return run(config, session.spark());
    }
  }

  /** Everything that can be wrong is looked for before the first image. */
  static Outcome run(GenerateConfig config, SparkSession spark) {
    return new Generate(config, spark).run();
  }

  private Outcome run() {
    GeneratorOptions options = options();
    List<StoredNetwork> networks = networks(options);
    GeneratedSet set = new GeneratedSet(config, options, networks);
    RunDirectory run = open();
    set.checkOwn(run);
    DrawRecipe recipe =
        new DrawRecipe(
            options,
            networks,
            config.plan(),
            config.seed(),
            config.batch(),
            config.device(),
            config.quantise(),
            config.format(),
            set.provenance());
    Drawing drawing = new Drawing(spark, recipe, config.output());
    Trial trial = jobs.stage("try", done -> drawing.trial());
    if (trial.fault() != null) {
      throw config.origins().wrong("generate.generator", trial.fault());
    }
    set.lostDetail().ifPresent(line -> jobs.say("sampler", line));
    run.write(GeneratedSet.FILE, set.text(trial));
    draw(drawing);
    System.out.println(config.output());
    return Outcome.DONE;
  }

  private void draw(Drawing drawing) {
    List<Integer> missing = drawing.missing();
    int shards = config.plan().shards().size();
    if (missing.size() < shards) {
      jobs.say("draw", shards - missing.size() + " of " + shards + " shards are done, reused");
    }
    if (!missing.isEmpty()) {
      long images = missing.stream().mapToLong(config.plan()::wanted).sum();
      jobs.stage(
          "draw",
          images,
          "images",
          done -> {
            drawing.draw(missing, done);
            return missing;
          });
    }
  }

  /** A diffusers folder is read first: it says what else is needed. */
  private GeneratorOptions options() {
    try {
      return DiffusersFolder.resolved(config.generator(), hadoop());
    } catch (IllegalArgumentException e) {
      throw wrong(e);
    }
  }

  private List<StoredNetwork> networks(GeneratorOptions options) {
    try {
      return options.networks().stream()
          .map(network -> StoredNetwork.of(network, hadoop()))
          .toList();
    } catch (ModelException e) {
      throw wrong(e);
    }
  }

  private ConfigException wrong(RuntimeException e) {
    return config.origins().wrong("generate.generator", String.valueOf(e.getMessage()));
  }

  private RunDirectory open() {
    try {
      return RunDirectory.open(config.output(), hadoop());
    } catch (NotARunException e) {
      throw config
          .origins()
          .wrong(
              "generate.output",
              e.getMessage() + ": name an absent or empty folder, or this generator's");
    }
  }

  private Configuration hadoop() {
    return spark.sparkContext().hadoopConfiguration();
  }
}
