package org.synthassay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigException;
import org.synthassay.report.ReportOptions.Ids;
import org.synthassay.spark.run.DiskFault;
import org.synthassay.spark.run.RunDirectory;
import org.synthassay.spark.run.RunDirectory.NotARunException;
import org.synthassay.spark.run.Session;
import org.synthassay.spark.run.StageException;

/** Compares a synthetic image set with a real one: the whole of an audit, step by step. */
final class Audit {
  private Audit() {}

  /** Runs one audit and leaves its results in the configured folder. */
  static Outcome run(AuditConfig config) {
    try (Session session = Session.open(config.name())) {
      return run(config, session);
    }
  }

  /** Runs one audit in a session of its own beside {@code host}, of which nothing stays. */
  static Outcome run(AuditConfig config, SparkSession host) {
    try (Session session = Session.guest(host)) {
      return run(config, session);
    }
  }

  /** Runs one audit in a session that is there. */
  static Outcome run(AuditConfig config, Session session) {
    SparkSession spark = session.spark();
    AuditChecks checks = new AuditChecks(config);
    checks.gates();
    checks.names();
    checks.output(spark.sparkContext().hadoopConfiguration());
    RunDirectory run = open(config, session);
    try {
      return run(AuditContext.of(config, spark, run));
    } catch (Throwable e) { // Spark's own exceptions are checked, and not declared
      if (config.report().ids() == Ids.HASHED) {
        forget(run);
      }
      Optional<StageException> disk = DiskFault.in(e, spark, run);
      if (disk.isPresent()) {
        throw disk.get();
      }
      throw e;
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
  private static Outcome run(AuditContext audit) {
    Instant started = Instant.now();
    Listed listed = Listed.of(audit);
    Sampled sampled = Sampled.of(audit, listed);
    List<OpenEncoder> encoders = OpenEncoder.all(audit, sampled);
    Extracted extracted = Extracted.of(audit, sampled, encoders);
    Joined joined = Joined.of(audit, extracted);
    FurtherEncoders further = FurtherEncoders.of(audit, sampled, encoders);
    List<ObjectNode> found = new ArrayList<>(List.of(sampled.found(), joined.found()));
    found.addAll(further.found());
    found.add(FeatureScores.classified(audit, extracted));
    found.add(FeatureScores.compared(audit, extracted));
    found.add(RunTables.write(audit, sampled, joined, further));
    found.add(joined.coverage());
    RunMetrics metrics = RunMetrics.write(audit, started, encoders, found);
    RunReport.draw(audit);
    return metrics.outcome();
  }

  /** Draws the report again from a run's tables. */
  static Outcome report(String output) {
    try (Session session = Session.open("report")) {
      RunDirectory run = RunDirectory.existing(output, session.hadoop());
      System.out.println(new RunReport(session.spark(), run).write());
      return Outcome.DONE;
    } catch (NotARunException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
  }

  private static RunDirectory open(AuditConfig config, Session session) {
    try {
      RunDirectory run = RunDirectory.open(config.output(), session.hadoop());
      session.writesTo(run);
      return run;
    } catch (NotARunException e) {
      throw config
          .origins()
          .wrong("audit.output", e.getMessage() + ": name an absent or empty folder, or a run's");
    }
  }
}
