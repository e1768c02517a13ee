package org.synthassay.spark.run;

import org.apache.spark.sql.SparkSession;

/**
 * The one Spark session that tests share: two local threads, tasks tried three times as on a
 * cluster, no UI.
 */
public final class LocalSpark {
  private LocalSpark() {}

  public static SparkSession session() {
    return SparkSession.builder()
        .master("local[2,3]")
        .appName("tests")
        .config("spark.ui.enabled", false)
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", 4)
        .config("spark.hadoop.fs.defaultFS", "file:///")
        .getOrCreate();
  }
}
