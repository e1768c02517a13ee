package org.synthassay.manifold.passes;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
public record JoinPlan(int cellRows, int stripCells, int tasks) implements Serializable {
  private static final int MOST_CELL_ROWS = 4096;
  private static final int LEAST_CELL_ROWS = 512;
  private static final int CELLS_WANTED = 8;
  private static final int TASKS_A_CORE = 2;

  /** Pairs of a strip with the cells {@code from} to below {@code to}. */
  public record Task(int firstCell, int endCell, int from, int to) implements Serializable {}

  /**
   * The plan for sets of up to {@code rows} rows.
   *
   * @param taskBytes what a task may hold of rows, as read and centred
   */
  public static JoinPlan of(long rows, int dimension, long taskBytes, int cores) {
    long rowBytes = 2L * Float.BYTES * dimension;
    long fits = Math.max(1, taskBytes / rowBytes);
    long cell = Math.min(MOST_CELL_ROWS, Math.max(LEAST_CELL_ROWS, rows / CELLS_WANTED + 1));
    cell = Math.max(1, Math.min(cell, fits / 4));
    int stripCells = (int) Math.max(1, (fits - cell) / cell);
    return new JoinPlan((int) cell, stripCells, TASKS_A_CORE * cores);
  }

  /** Every pair of rows of one set once: of a strip with its own cells and all later ones. */
  List<Task> inside(int cells) {
    List<Task> result = new ArrayList<>();
    for (int[] strip : strips(cells)) {
      double[] pairs = new double[cells];
      for (int cell = strip[0]; cell < cells; cell++) {
        pairs[cell] = Math.min(cell + 0.5, strip[1]) - strip[0];
      }
      cut(result, strip, pairs, (double) cells * cells / 2 / tasks);
    }
    return result;
  }

  /** Every pair of a strip of {@code cells} with one of {@code others}. */
  List<Task> across(int cells, int others) {
    List<Task> result = new ArrayList<>();
    for (int[] strip : strips(cells)) {
      double[] pairs = new double[others];
      Arrays.fill(pairs, strip[1] - strip[0]);
      cut(result, strip, pairs, (double) cells * others / tasks);
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

  /**
   * Cuts the cells that make pairs with {@code strip} into runs of about equal work.
   *
   * @param pairs of cells that each cell makes with the strip; 0 for those before its first
   * @param task pairs of cells that one task should take
   */
  private static void cut(List<Task> result, int[] strip, double[] pairs, double task) {
    double all = Arrays.stream(pairs).sum();
    long runs = Math.max(1, Math.round(all / task));
    int from = 0;
    double done = 0;
    for (int cell = 0; cell < pairs.length; cell++) {
      double before = Math.floor(done / all * runs + 1e-9);
      done += pairs[cell];
      if (pairs[cell] == 0) {
        from = cell + 1;
      } else if (Math.floor(done / all * runs + 1e-9) > before) {
        result.add(new Task(strip[0], strip[1], from, cell + 1));
        from = cell + 1;
      }
    }
  }
}
