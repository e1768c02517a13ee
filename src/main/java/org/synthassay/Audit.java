package org.synthassay;

import static org.apache.spark.sql.functions.col;

import java.io.UncheckedIOException;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigException;
import org.synthassay.math.SystemBlas;
import org.synthassay.report.GateVerdict;
import org.synthassay.report.ReportOptions.Ids;
import org.synthassay.spark.run.DiskFault;
import org.synthassay.spark.run.RunDirectory;
import org.synthassay.spark.run.RunDirectory.NotARunException;

/** Compares a synthetic image set with a real one: the whole of an audit, step by step. */
final class Audit {
  private static final String SHUFFLES = "spark.sql.shuffle.partitions";

  private Audit() {}

  /** Runs one audit and leaves its results in the configured folder. */
  static Outcome run(AuditConfig config) {
    try (SparkSession spark = session(config.name())) {
      return run(config, spark);
    }
  }

  /** Runs one audit in a Spark session that is there. */
  static Outcome run(AuditConfig config, SparkSession spark) {
    new AuditChecks(config).gates();
    RunDirectory run = open(config, spark);
    try {
      return run(config, spark, run);
    } catch (RuntimeException e) {
      if (config.report().ids() == Ids.HASHED) {
        forget(run);
      }
      throw DiskFault.in(e, spark, run).map(RuntimeException.class::cast).orElse(e);
    }
  }

  /** Nothing that holds ids in full is left, where they are to be hashed. */
  private static void forget(RunDirectory run) {
    try {
      run.delete("_stages");
    } catch (UncheckedIOException e) {
      System.err.println("synthassay: " + e.getMessage() + ": delete it, it holds ids in full");
    }
  }

  /** Reads top to bottom like the method section of the paper. */
  private static Outcome run(AuditConfig config, SparkSession spark, RunDirectory run) {
    AuditSteps steps = new AuditSteps(config, spark, run, new AuditChecks(config));
    Dataset<Row> listed = steps.list();
    Dataset<Row> sampled = steps.sample(listed);
    Dataset<Row> extracted = steps.extract(sampled);
    Dataset<Row> used = extracted.filter(col("code").isNull());
    Dataset<Row> verdicts = steps.compare(used);
    steps.compareInFurtherEncoders(sampled);
    steps.classify(used);
    steps.measure(used);
    steps.writeTables(sampled, extracted, verdicts);
    List<GateVerdict> gates = steps.writeMetrics();
    steps.writeReport();
    return gates.stream().allMatch(GateVerdict::passed) ? Outcome.DONE : Outcome.GATE_FAILED;
  }

  /** Draws the report again from a run's tables. */
  static Outcome report(String output) {
    try (SparkSession spark = session("report")) {
      RunDirectory run = RunDirectory.existing(output, spark.sparkContext().hadoopConfiguration());
      System.out.println(new RunReport(spark, run).write());
      return Outcome.DONE;
    } catch (NotARunException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
  }

  static SparkSession session(String name) {
    SystemBlas.keepOut();
    String key = "spark.executor.extraJavaOptions";
    String options = new SparkConf().get(key, "") + " " + SystemBlas.JAVA_OPTION;
    SparkSession spark =
        SparkSession.builder()
            .appName("Synthassay: " + name)
            .config(key, options.strip())
            .getOrCreate();
    if (!spark.sparkContext().conf().contains(SHUFFLES)) {
      // Our shuffles move ids and verdicts, not pixels: Spark's 200 are many for a laptop.
      int cores = spark.sparkContext().defaultParallelism();
      spark.conf().set(SHUFFLES, Math.max(4, 2 * cores));
    }
    return spark;
  }

  private static RunDirectory open(AuditConfig config, SparkSession spark) {
    try {
      return RunDirectory.open(config.output(), spark.sparkContext().hadoopConfiguration());
    } catch (NotARunException e) {
      throw config
          .origins()
          .wrong("audit.output", e.getMessage() + ": name an absent or empty folder, or a run's");
    }
  }
}
