package org.synthassay;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.synthassay.config.AuditConfig;
import org.synthassay.spark.run.RunDirectory;

/** The settings of an audit of few phantoms that takes seconds. */
final class Small {
  private Small() {}

  static List<String> settings(Path images, Path output, String... overrides) {
    List<String> settings = new ArrayList<>();
    for (String set : List.of("real", "synthetic")) {
      settings.add(set + ".images=" + images.resolve(set));
      settings.add(set + ".label.from=directory");
    }
    settings.addAll(
        List.of(
            "name=small",
            "output=" + output,
            "prepare.size=64",
            "classifier.train=0.4",
            "classifier.folds=2",
            "classifier.kernels=[linear]",
            "classifier.c=[1]",
            "manifold.sweep=[]",
            "calibration.splits=2"));
    settings.addAll(List.of(overrides));
    return settings;
  }

  /** An audit whose steps the test takes one by one. */
  static AuditContext opened(AuditConfig config, SparkSession spark) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    return AuditContext.of(config, spark, RunDirectory.open(config.output(), hadoop));
  }
}
