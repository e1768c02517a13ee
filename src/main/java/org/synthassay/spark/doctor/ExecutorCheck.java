package org.synthassay.spark.doctor;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.util.SerializableConfiguration;
import org.synthassay.spark.run.Cluster;

/**
 * Sends tasks until every executor has had one.
 *
 * @param networkBytes of the audit's networks, which each holds
 * @param patience how long executors may take to come and to answer
 */
record ExecutorCheck(SparkSession spark, PlaceCheck places, long networkBytes, Duration patience) {
  private static final String ALL = "executors";

  private static final int MOST_ROUNDS = 3;

  /** Long enough that no task waits for a slot in which another was. */
  private static final long HOLD_MILLIS = 700;

  private static final long CLOCK_WARNING_MILLIS = 5_000;
  private static final long CLOCK_FAULT_MILLIS = 300_000;

  /** What a task tells of its executor. */
  private record Told(String executor, String address, long clock, List<Finding> findings)
      implements Serializable {}

  /** What was found by executor; what concerns all of them, such as that none came, by one name. */
  Map<String, List<Finding>> run() {
    Map<String, List<Finding>> found = new TreeMap<>();
    Set<String> heard = new TreeSet<>();
    try {
      for (int round = 0;
          round < MOST_ROUNDS && (round == 0 || !silent(heard).isEmpty());
          round++) {
        long before = System.currentTimeMillis();
        List<Told> told = round();
        long after = System.currentTimeMillis();
        for (Told one : told) {
          List<Finding> findings = new ArrayList<>(one.findings());
          findings.add(clock(before, one.clock(), after));
          found.putIfAbsent("executor " + one.executor() + " on " + one.address(), findings);
          heard.add(one.address());
        }
      }
      Set<String> silent = silent(heard);
      Cluster cluster = Cluster.of(spark);
      found.put("each", List.of(MemoryCheck.of(spark.sparkContext(), cluster, networkBytes)));
      if (!silent.isEmpty()) {
        String who = "no task came to " + String.join(", ", silent);
        String remedy = "run it again when the cluster is less busy";
        found.put(ALL, List.of(Finding.warning(ALL, who, remedy)));
      }
    } catch (TimeoutException e) {
      found.put(ALL, List.of(none()));
    } catch (ExecutionException e) {
      found.put(ALL, List.of(dying(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return found;
  }

  private List<Told> round() throws ExecutionException, InterruptedException, TimeoutException {
    PlaceCheck tried = places;
    int slots = Cluster.cores(spark);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var hadoop = new SerializableConfiguration(context.hadoopConfiguration());
    JavaFutureAction<List<Told>> job =
        context
            .parallelize(IntStream.range(0, slots).boxed().toList(), slots)
            .map(slot -> tell(tried, hadoop))
            .collectAsync();
    try {
      return job.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      job.cancel(true);
    }
  }

  private static Told tell(PlaceCheck places, SerializableConfiguration hadoop)
      throws InterruptedException {
    long clock = System.currentTimeMillis();
    List<Finding> findings = new ArrayList<>(HostCheck.all());
    findings.addAll(places.onExecutor(hadoop.value()));
    Thread.sleep(Math.max(0, HOLD_MILLIS - (System.currentTimeMillis() - clock)));
    BlockManagerId id = SparkEnv.get().blockManager().blockManagerId();
    return new Told(id.executorId(), id.hostPort(), clock, findings);
  }

  /** Executors that are there and have told nothing. */
  private Set<String> silent(Set<String> heard) {
    Set<String> silent = new TreeSet<>();
    String driver = SparkEnv.get().blockManager().blockManagerId().hostPort();
    Stream.of(spark.sparkContext().statusTracker().getExecutorInfos())
        .map(ExecutorCheck::address)
        .filter(address -> !address.equals(driver) && !heard.contains(address))
        .forEach(silent::add);
    return silent;
  }

  private static String address(SparkExecutorInfo executor) {
    return executor.host() + ":" + executor.port();
  }

  /** A task's clock lies between the driver's before and after it, where both go alike. */
  static Finding clock(long before, long told, long after) {
    long off = Math.max(0, Math.max(before - told, told - after));
    String found = "at least " + off / 1000 + " s off the driver's";
    String remedy = "let chrony or ntpd set it: stores refuse requests from other times";
    if (off >= CLOCK_FAULT_MILLIS) {
      return Finding.fault("clock", found, remedy);
    }
    return off >= CLOCK_WARNING_MILLIS
        ? Finding.warning("clock", found, remedy)
        : Finding.fine("clock", "as the driver's");
  }

  private Finding none() {
    return Finding.fault(
        ALL,
        "none answered within " + patience.toSeconds() + " s",
        "see the cluster manager's page: room for spark.executor.cores and spark.executor.memory"
            + " with its overhead, the queue, the quota; --wait SECONDS waits longer");
  }

  private static Finding dying(ExecutionException e) {
    return Finding.fault(
        ALL,
        "fail: " + Finding.reason(e),
        "see an executor's stderr; Java 17 is needed there too"
            + " (spark.executorEnv.JAVA_HOME), and the jar must reach it");
  }
}
