package org.synthassay;

import org.apache.spark.sql.SparkSession;
import org.synthassay.config.AuditConfig;
import org.synthassay.spark.RunDirectory;
import org.synthassay.spark.SparkJobs;
import org.synthassay.spark.Stages;

/** What every step of one audit works with. */
record AuditContext(
    AuditConfig config,
    SparkSession spark,
    RunDirectory run,
    AuditChecks checks,
    SparkJobs jobs,
    Stages stages) {}
