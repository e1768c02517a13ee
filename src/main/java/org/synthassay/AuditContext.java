package org.synthassay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.synthassay.config.AuditConfig;
import org.synthassay.report.MetricsJson;
import org.synthassay.spark.run.RunDirectory;
import org.synthassay.spark.run.SparkJobs;
import org.synthassay.spark.run.Stages;

/** What every step of one audit works with. */
record AuditContext(
    AuditConfig config,
    SparkSession spark,
    RunDirectory run,
    AuditChecks checks,
    SparkJobs jobs,
    Stages stages,
    StagePlan plan) {

  /** The steps of one audit share its folder, its jobs and its plan. */
  static AuditContext of(AuditConfig config, SparkSession spark, RunDirectory run) {
    run.write("audit.conf", config.resolved());
    SparkJobs jobs = new SparkJobs(spark, config.name());
    Stages stages = new Stages(spark, run, jobs);
    var checks = new AuditChecks(config);
    return new AuditContext(config, spark, run, checks, jobs, stages, new StagePlan(config));
  }

  /** What a stage finds, kept for the next run. */
  ObjectNode found(Stages.Stage stage, Supplier<ObjectNode> compute) {
    return MetricsJson.parse(stages.text(stage, done -> MetricsJson.text(compute.get())));
  }
}
