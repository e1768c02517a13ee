package org.synthassay.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/**
 * How the pairs are cut into tasks: strips of cells that a task keeps in memory, each against a run
 * of cells that it reads one by one.
 *
 * <p>Traffic: a task reads its strip and its run once, so S strips read about S · M rows across
 * sets of N and M rows, and (S + 1)/2 · N inside a set: with strips of b rows, N·M/b and N²/2b rows
 * of 4d bytes. Memory: 8d bytes a row of strip and cell (as read, and centred), whatever N.
 *
 * @param cellRows rows of a cell
 * @param stripCells the most cells of a strip
 * @param tasks how many tasks of equal work to aim for
 */
record BlockJoinPlan(int cellRows, int stripCells, int tasks) implements Serializable {
  private static final int MOST_CELL_ROWS = 4096;
  private static final int LEAST_CELL_ROWS = 512;
  private static final int CELLS_WANTED = 8;
  private static final int TASKS_A_CORE = 3;
  private static final long MOST_LOCAL_BYTES = 512L << 20;

  /** Pairs of a strip with the cells {@code from} to below {@code to}. */
  record Task(int firstCell, int endCell, int from, int to) implements Serializable {
    long work() {
      return (long) (endCell - firstCell) * (to - from);
    }
  }

  /**
   * The plan for sets of up to {@code rows} rows.
   *
   * @param taskBytes what a task may hold of rows, as read and centred
   */
  static BlockJoinPlan of(long rows, int dimension, long taskBytes, int cores) {
    long rowBytes = 2L * Float.BYTES * dimension;
    long fits = Math.max(1, taskBytes / rowBytes);
    long cell = Math.min(MOST_CELL_ROWS, Math.max(LEAST_CELL_ROWS, rows / CELLS_WANTED + 1));
    cell = Math.max(1, Math.min(cell, fits / 4));
    int stripCells = (int) Math.max(1, (fits - cell) / cell);
    return new BlockJoinPlan((int) cell, stripCells, TASKS_A_CORE * cores);
  }

  /**
   * What a task may hold of rows: half in the heap, half in native memory, which has to fit into
   * the overhead that a cluster manager allows an executor beside its heap.
   */
  static long taskBytes(SparkSession spark) {
    int cores = cores(spark);
    if (spark.sparkContext().isLocal()) {
      return Math.min(Runtime.getRuntime().maxMemory() / 4, MOST_LOCAL_BYTES) / cores;
    }
    SparkConf conf = spark.sparkContext().getConf();
    long heap = conf.getSizeAsMb("spark.executor.memory", "1g");
    long overhead =
        conf.getSizeAsMb("spark.executor.memoryOverhead", Math.max(384, heap / 10) + "m");
    return (Math.min(heap / 4, overhead / 2) << 20) / cores;
  }

  private static int cores(SparkSession spark) {
    return spark.sparkContext().isLocal()
        ? spark.sparkContext().defaultParallelism()
        : spark.sparkContext().getConf().getInt("spark.executor.cores", 1);
  }

  /** Every pair of two different cells of one set once. */
  List<Task> inside(int cells) {
    List<Task> result = new ArrayList<>();
    for (int[] strip : strips(cells)) {
      if (strip[0] + 1 < cells) {
        cut(result, strip, strip[0] + 1, cells, (long) cells * cells / 2);
      }
    }
    result.sort(Comparator.comparingLong(Task::work).reversed());
    return result;
  }

  /** Every pair of a strip of {@code cells} with one of {@code others}. */
  List<Task> across(int cells, int others) {
    List<Task> result = new ArrayList<>();
    for (int[] strip : strips(cells)) {
      cut(result, strip, 0, others, (long) cells * others);
    }
    return result;
  }

  /** Strips of equal size, as few as memory allows. */
  private List<int[]> strips(int cells) {
    int count = (cells + stripCells - 1) / stripCells;
    List<int[]> result = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      result.add(
          new int[] {(int) ((long) cells * s / count), (int) ((long) cells * (s + 1) / count)});
    }
    return result;
  }

  private void cut(List<Task> result, int[] strip, int from, int to, long work) {
    long ofStrip = (long) (strip[1] - strip[0]) * (to - from);
    int runs = (int) Math.max(1, Math.min(to - from, Math.round((double) ofStrip * tasks / work)));
    for (int r = 0; r < runs; r++) {
      int first = from + (int) ((long) (to - from) * r / runs);
      int end = from + (int) ((long) (to - from) * (r + 1) / runs);
      result.add(new Task(strip[0], strip[1], first, end));
    }
  }
}
