package org.synthassay;

import org.apache.spark.sql.SparkSession;
import org.synthassay.config.AuditConfig;
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
    StagePlan plan) {}
