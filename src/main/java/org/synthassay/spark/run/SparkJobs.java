package org.synthassay.spark.run;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Names the work: Spark's job groups and the terminal say which stage is running. */
public final class SparkJobs {
  private static final Logger LOG = LoggerFactory.getLogger(SparkJobs.class);

  /** What Spark puts into the log of a task: {@code %X{mdc.audit}} in a pattern. */
  private static final String AUDIT = "mdc.audit";

  private static final String STAGE = "mdc.stage";
  private static final List<String> PROPERTIES =
      List.of(
          "spark.jobGroup.id",
          "spark.job.description",
          "spark.job.interruptOnCancel",
          AUDIT,
          STAGE);

  private final SparkSession spark;
  private final String audit;
  private final Map<String, Double> seconds = new ConcurrentSkipListMap<>();

  /**
   * @param audit the work's name, for logs
   */
  public SparkJobs(SparkSession spark, String audit) {
    this.spark = spark;
    this.audit = audit;
  }

  /** Wall seconds a stage, of this run. */
  public Map<String, Double> seconds() {
    return seconds;
  }

  /** Says something in the terminal. */
  public void say(String stage, String message) {
    System.err.printf("%-10s %s%n", stage, message);
  }

  /**
   * Runs one stage under its name.
   *
   * @param total how many {@code unit}s there are to do, 0 where unknown
   * @param work counts what is done on the accumulator it is given
   */
  public <T> T stage(String name, long total, String unit, Function<LongAccumulator, T> work) {
    long start = System.nanoTime();
    LongAccumulator done = spark.sparkContext().longAccumulator(name);
    Map<String, String> before = properties();
    spark.sparkContext().setJobGroup(name, "Synthassay: " + name, true);
    spark.sparkContext().setLocalProperty(AUDIT, audit);
    spark.sparkContext().setLocalProperty(STAGE, name);
    LOG.info("audit {}, stage {}: begins", audit, name);
    ScheduledExecutorService ticker =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress of " + name);
              thread.setDaemon(true);
              return thread;
            });
    Runnable tick = () -> say(name, progress(done.value(), total, unit, secondsSince(start)));
    var ticks = ticker.scheduleAtFixedRate(tick, 10, 10, TimeUnit.SECONDS);
    try {
      T result = work.apply(done);
      String progress = progress(done.value(), total, unit, secondsSince(start)) + ", done";
      say(name, progress);
      LOG.info("audit {}, stage {}: {}", audit, name, progress);
      return result;
    } finally {
      ticks.cancel(false);
      ticker.shutdownNow();
      before.forEach((key, value) -> spark.sparkContext().setLocalProperty(key, value));
      seconds.merge(name, secondsSince(start), Double::sum);
    }
  }

  /** The caller's own job group, which comes back after a stage. */
  private Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    for (String key : PROPERTIES) {
      properties.put(key, spark.sparkContext().getLocalProperty(key));
    }
    return properties;
  }

  /** A stage that does not count. */
  public <T> T stage(String name, Function<LongAccumulator, T> work) {
    return stage(name, 0, "", work);
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static String progress(long done, long total, String unit, double seconds) {
    String time = String.format(Locale.ROOT, "%.1f s", seconds);
    if (total <= 0) {
      return time;
    }
    return String.format(
        Locale.ROOT, "%,d of %,d %s, %.1f/s, %s", done, total, unit, done / seconds, time);
  }
}
