package org.synthassay.spark.run;

import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.synthassay.embedding.Encoders;
import org.synthassay.math.SystemBlas;

/**
 * The Spark that a command works in: its own, which ends with it, or, where a context is there
 * already, a guest's session in it that leaves nothing behind.
 */
public final class Session implements AutoCloseable {
  private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";
  private static final String SHUFFLES = "spark.sql.shuffle.partitions";
  private static final String ADAPTIVE = "spark.sql.adaptive.enabled";

  private final SparkSession spark;
  private final Runnable end;

  private Session(SparkSession spark, Runnable end) {
    this.spark = spark;
    this.end = end;
    boolean local = spark.sparkContext().isLocal();
    // Our shuffles move ids and verdicts, not pixels: Spark's 200 are many for a laptop.
    prefer(SHUFFLES, local ? Cluster.cores(spark) : Math.max(4, 2 * Cluster.cores(spark)));
    if (local) {
      // Plans are small, and each of their stages would be a job of its own, planned again.
      prefer(ADAPTIVE, false);
    }
  }

  private void prefer(String key, Object value) {
    if (!spark.sparkContext().conf().contains(key)) {
      spark.conf().set(key, String.valueOf(value));
    }
  }

  /** Whether this JVM has a Spark context that someone else started. */
  public static boolean isGuest() {
    return SparkEnv.get() != null;
  }

  /** A context of its own, named after the work; where there is one already, a guest in that. */
  public static Session open(String name) {
    if (isGuest()) {
      return guest(SparkSession.builder().getOrCreate());
    }
    SystemBlas.keepOut();
    String options = new SparkConf().get(JAVA_OPTIONS, "") + " " + SystemBlas.JAVA_OPTION;
    SparkSession spark =
        SparkSession.builder()
            .appName("Synthassay: " + name)
            .config(JAVA_OPTIONS, options.strip())
            .getOrCreate();
    return new Session(spark, spark::stop);
  }

  /** A session beside {@code host}: its settings, views and job names are its own. */
  public static Session guest(SparkSession host) {
    return new Session(host.newSession(), () -> Encoders.closeIdle(Duration.ZERO));
  }

  public SparkSession spark() {
    return spark;
  }

  /** A copy of Hadoop's settings. */
  public Configuration hadoop() {
    return spark.sessionState().newHadoopConf();
  }

  /** Chooses how this session's tables are committed to the run's store. */
  public void writesTo(RunDirectory run) {
    StoreCommitter.choose(run.uri(), hadoop())
        .forEach((key, value) -> spark.conf().set(key, value));
  }

  @Override
  public void close() {
    end.run();
  }
}
