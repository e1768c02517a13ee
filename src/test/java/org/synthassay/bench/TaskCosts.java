package org.synthassay.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.collection.JavaConverters;

/** What Spark says that tasks took, by the description of their jobs. */
final class TaskCosts extends SparkListener {

  /** Sums over the tasks of jobs of one description. */
  static final class Cost {
    double wallSeconds;
    double taskSeconds;
    double coreSeconds;
    long bytesRead;
    long shuffleBytesRead;
    final Map<Integer, List<Long>> taskMillis = new HashMap<>();

    int tasks() {
      return taskMillis.values().stream().mapToInt(List::size).sum();
    }

    /** The longest task over the mean one, in the stage that took longest. */
    double imbalance() {
      List<Long> longest =
          taskMillis.values().stream().max(Comparator.comparingLong(Cost::sum)).orElseThrow();
      return Collections.max(longest) * (double) longest.size() / Math.max(1, sum(longest));
    }

    private static long sum(List<Long> millis) {
      return millis.stream().mapToLong(Long::longValue).sum();
    }
  }

  private final Map<String, Cost> costs = new TreeMap<>();
  private final Map<Integer, String> ofStage = new HashMap<>();
  private final Map<Integer, String> ofJob = new HashMap<>();
  private final Map<Integer, Long> started = new HashMap<>();

  @Override
  public synchronized void onJobStart(SparkListenerJobStart job) {
    String name = job.properties().getProperty("spark.job.description", "other");
    ofJob.put(job.jobId(), name);
    started.put(job.jobId(), job.time());
    for (Object stage : JavaConverters.seqAsJavaList(job.stageIds())) {
      ofStage.put((Integer) stage, name);
    }
  }

  @Override
  public synchronized void onJobEnd(SparkListenerJobEnd job) {
    String name = ofJob.getOrDefault(job.jobId(), "other");
    cost(name).wallSeconds += (job.time() - started.getOrDefault(job.jobId(), job.time())) / 1e3;
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    Cost cost = cost(ofStage.getOrDefault(task.stageId(), "other"));
    TaskMetrics metrics = task.taskMetrics();
    cost.taskSeconds += metrics.executorRunTime() / 1e3;
    cost.coreSeconds += metrics.executorCpuTime() / 1e9;
    cost.bytesRead += metrics.inputMetrics().bytesRead();
    cost.shuffleBytesRead += metrics.shuffleReadMetrics().totalBytesRead();
    cost.taskMillis
        .computeIfAbsent(task.stageId(), stage -> new ArrayList<>())
        .add(task.taskInfo().duration());
  }

  private Cost cost(String name) {
    return costs.computeIfAbsent(name, key -> new Cost());
  }

  /** All so far, after which counting starts anew. */
  synchronized Map<String, Cost> take() {
    Map<String, Cost> all = new TreeMap<>(costs);
    costs.clear();
    return all;
  }
}
