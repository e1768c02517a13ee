package org.synthassay.manifold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.HalfMembers;
import org.synthassay.calibration.Halving;

/** A small set of rows in memory, with what the Spark side does to it: folding and cutting. */
record Table(float[][] rows, int @Nullable [] groups, Halves halves) {

  /** A mask a row, and how many splits it has; none: no masks. */
  record Halves(int splits, long[] masks) {
    static Halves none() {
      return new Halves(0, new long[0]);
    }
  }

  Table(float[][] rows, int @Nullable [] groups) {
    this(rows, groups, Halves.none());
  }

  Halving halving(int k) {
    return halves.splits() == 0
        ? Halving.none()
        : Halving.of(k, halves.splits(), block(0, rows.length).members().halves());
  }

  static Table of(float[][] rows) {
    return new Table(rows, null);
  }

  int dimension() {
    return rows[0].length;
  }

  double largest() {
    double largest = 0;
    for (float[] row : rows) {
      for (float value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    return largest;
  }

  double[] mean() {
    double[] mean = new double[dimension()];
    for (float[] row : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += row[j] / (double) rows.length;
      }
    }
    return mean;
  }

  int group(int row) {
    return groups == null ? 0 : groups[row];
  }

  /** For every row the smallest row that is identical. */
  int[] representatives() {
    Map<List<Float>, Integer> first = new HashMap<>();
    int[] result = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      List<Float> key = new ArrayList<>();
      for (float value : rows[i]) {
        key.add(value + 0f);
      }
      result[i] = first.merge(key, i, Math::min);
    }
    return result;
  }

  /** The distinct rows whose numbers are from {@code from} to below {@code to}. */
  RowBlock block(int from, int to) {
    int[] representatives = representatives();
    Map<Integer, Map<Integer, Integer>> members = new TreeMap<>();
    for (int i = 0; i < rows.length; i++) {
      if (representatives[i] >= from && representatives[i] < to) {
        members
            .computeIfAbsent(representatives[i], r -> new java.util.LinkedHashMap<>())
            .merge(group(i), 1, Integer::sum);
      }
    }
    int[] numbers = members.keySet().stream().mapToInt(n -> n).toArray();
    float[] values = new float[numbers.length * dimension()];
    List<Integer> group = new ArrayList<>();
    List<Integer> count = new ArrayList<>();
    int[] start = new int[numbers.length + 1];
    for (int i = 0; i < numbers.length; i++) {
      System.arraycopy(rows[numbers[i]], 0, values, i * dimension(), dimension());
      Map<Integer, Integer> ofRow = members.getOrDefault(numbers[i], Map.of());
      group.addAll(ofRow.keySet());
      count.addAll(ofRow.values());
      start[i + 1] = group.size();
    }
    return new RowBlock(
        dimension(),
        values,
        numbers,
        new Members(start, ints(group), ints(count), halves(members.keySet(), representatives)));
  }

  private HalfMembers halves(Set<Integer> numbers, int[] representatives) {
    if (halves.splits() == 0) {
      return HalfMembers.none(numbers.size());
    }
    List<Integer> start = new ArrayList<>(List.of(0));
    List<Integer> group = new ArrayList<>();
    List<Integer> groupRows = new ArrayList<>();
    List<Long> masks = new ArrayList<>();
    List<Integer> count = new ArrayList<>();
    for (int number : numbers) {
      Map<List<Long>, Integer> found = new java.util.LinkedHashMap<>();
      for (int i = 0; i < rows.length; i++) {
        if (representatives[i] == number) {
          found.merge(List.of((long) group(i), halves.masks()[i]), 1, Integer::sum);
        }
      }
      found.forEach(
          (key, members) -> {
            int own = key.get(0).intValue();
            group.add(own);
            groupRows.add(
                groups == null ? 1 : (int) Arrays.stream(groups).filter(g -> g == own).count());
            masks.add(key.get(1));
            count.add(members);
          });
      start.add(group.size());
    }
    return new HalfMembers(
        ints(start),
        ints(group),
        ints(groupRows),
        masks.stream().mapToLong(m -> m).toArray(),
        ints(count));
  }

  private static int[] ints(List<Integer> values) {
    return values.stream().mapToInt(v -> v).toArray();
  }

  /** The table cut into blocks of {@code size} rows. */
  List<RowBlock> blocks(int size) {
    List<RowBlock> blocks = new ArrayList<>();
    for (int from = 0; from < rows.length; from += size) {
      blocks.add(block(from, Math.min(rows.length, from + size)));
    }
    return blocks;
  }

  Map<Long, Long> groupSizes() {
    Map<Integer, Long> sizes = new HashMap<>();
    for (int i = 0; i < rows.length; i++) {
      sizes.merge(groups == null ? i : groups[i], 1L, Long::sum);
    }
    Map<Long, Long> result = new TreeMap<>();
    sizes.values().forEach(size -> result.merge(size, 1L, Long::sum));
    return result;
  }

  @Override
  public String toString() {
    return "Table" + Arrays.deepToString(rows) + Arrays.toString(groups);
  }
}
