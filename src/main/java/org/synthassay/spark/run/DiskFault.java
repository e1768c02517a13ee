package org.synthassay.spark.run;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Tells a disk that is full or cannot be written from other failures, and which disk it is. */
public final class DiskFault {
  private static final int MAX_DEPTH = 50;
  private static final List<String> SIGNS =
      List.of("No space left on device", "Disk quota exceeded", "Read-only file system");

  /** Where Spark writes what does not fit into memory, whatever the audit's output. */
  private static final List<String> SCRATCH =
      List.of(
          "org.apache.spark.shuffle.",
          "org.apache.spark.storage.",
          "org.apache.spark.util.collection.",
          "org.apache.spark.broadcast.");

  private DiskFault() {}

  /**
   * The failure in one sentence with path, number and remedy; empty where no disk is to blame.
   *
   * @param output the run's folder
   */
  public static Optional<StageException> in(
      Throwable failure, SparkSession spark, RunDirectory output) {
    return Stream.iterate(failure, t -> t != null, Throwable::getCause)
        .limit(MAX_DEPTH)
        .filter(DiskFault::isOfDisk)
        .reduce((outer, inner) -> inner)
        .map(cause -> named(cause, spark, output));
  }

  private static boolean isOfDisk(Throwable t) {
    String message = String.valueOf(t.getMessage());
    return t instanceof IOException && SIGNS.stream().anyMatch(message::contains);
  }

  private static StageException named(Throwable cause, SparkSession spark, RunDirectory output) {
    String sign =
        SIGNS.stream().filter(String.valueOf(cause.getMessage())::contains).findFirst().orElse("");
    boolean scratch =
        Arrays.stream(cause.getStackTrace())
            .map(StackTraceElement::getClassName)
            .anyMatch(name -> SCRATCH.stream().anyMatch(name::startsWith));
    return new StageException(scratch ? scratch(sign, spark) : output(sign, spark, output), cause);
  }

  private static String scratch(String sign, SparkSession spark) {
    SparkConf conf = spark.sparkContext().conf();
    String given = conf.get("spark.local.dir", System.getProperty("java.io.tmpdir"));
    String folders = Optional.ofNullable(conf.getenv("SPARK_LOCAL_DIRS")).orElse(given);
    long free =
        Arrays.stream(folders.split(",")).mapToLong(f -> new File(f).getUsableSpace()).sum();
    return "%s: Spark's own folder %s has %s free: name one with more (spark.local.dir, or SPARK_LOCAL_DIRS) and run the same command again"
        .formatted(sign, folders, megabytes(free));
  }

  private static String output(String sign, SparkSession spark, RunDirectory output) {
    String free;
    try {
      Path root = new Path(output.root());
      var store = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
      free = megabytes(store.getStatus(root).getRemaining());
    } catch (IOException e) {
      free = "an unknown number of bytes";
    }
    return "%s: the output %s has %s free: make room and run the same command again, what is finished is kept"
        .formatted(sign, output.root(), free);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
