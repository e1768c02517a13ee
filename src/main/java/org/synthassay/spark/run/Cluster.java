package org.synthassay.spark.run;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * What Spark gives an executor, as an executor itself finds it: settings may ask for more.
 *
 * @param cores tasks at once in one executor
 * @param heapBytes of its Java
 * @param overheadBytes that a cluster manager allows beside the heap, for native memory
 */
public record Cluster(int cores, long heapBytes, long overheadBytes) {
  private static final String CORES = "spark.executor.cores";
  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final int MOST_EXECUTORS_AWAITED = 32;

  /** An executor's Java, told by a task. */
  private record Java(int processors, long heapBytes) implements Serializable {}

  /** Runs a task on an executor; where none is up yet, Spark starts one for it. */
  public static Cluster of(SparkSession spark) {
    SparkContext context = spark.sparkContext();
    if (context.isLocal()) {
      long heap = Runtime.getRuntime().maxMemory();
      return new Cluster(context.defaultParallelism(), heap, heap);
    }
    Java java =
        JavaSparkContext.fromSparkContext(context)
            .parallelize(List.of(0), 1)
            .map(
                none ->
                    new Java(
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.getRuntime().maxMemory()))
            .first();
    return new Cluster(
        executorCores(context, java), java.heapBytes(), overhead(context.conf(), java.heapBytes()));
  }

  /** Standalone's executors take a whole worker unless told otherwise; others have one core. */
  private static int executorCores(SparkContext context, Java java) {
    boolean whole = context.master().startsWith("spark://");
    int asked = context.conf().getInt(CORES, whole ? java.processors() : 1);
    return Math.max(1, asked / context.conf().getInt("spark.task.cpus", 1));
  }

  private static long overhead(SparkConf conf, long heapBytes) {
    double share = conf.getDouble("spark.executor.memoryOverheadFactor", 0.1);
    long least = Math.max(384L << 20, (long) (share * heapBytes));
    return conf.contains(OVERHEAD) ? conf.getSizeAsMb(OVERHEAD) << 20 : least;
  }

  /**
   * Tasks at once in the whole cluster. Under dynamic allocation executors come with the tasks that
   * wait for them, so those that may come count as well.
   */
  public static int cores(SparkSession spark) {
    SparkContext context = spark.sparkContext();
    int now = context.defaultParallelism();
    SparkConf conf = context.conf();
    if (!conf.getBoolean("spark.dynamicAllocation.enabled", false)) {
      return now;
    }
    int most = conf.getInt("spark.dynamicAllocation.maxExecutors", MOST_EXECUTORS_AWAITED);
    int awaited = Math.min(most, MOST_EXECUTORS_AWAITED) * conf.getInt(CORES, 1);
    return Math.max(now, awaited);
  }
}
