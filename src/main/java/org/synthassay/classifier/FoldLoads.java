package org.synthassay.classifier;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How many rows of each stratum every fold holds so far. */
final class FoldLoads {
  private final List<Map<Stratum, Long>> loads;

  FoldLoads(int folds) {
    loads =
        Stream.generate(() -> (Map<Stratum, Long>) new HashMap<Stratum, Long>())
            .limit(folds)
            .toList();
  }

  /**
   * Puts the group into the fold that holds least of its strata, then least of its sets, then least
   * at all, then the first; returns the fold's number.
   */
  int place(RowGroup group) {
    int fold =
        IntStream.range(0, loads.size())
            .boxed()
            .min(
                Comparator.<Integer>comparingLong(f -> sameStratum(loads.get(f), group))
                    .thenComparingLong(f -> sameSet(loads.get(f), group))
                    .thenComparingLong(f -> total(loads.get(f))))
            .orElseThrow();
    group.rows().forEach((stratum, rows) -> loads.get(fold).merge(stratum, rows, Long::sum));
    return fold;
  }

  private static long sameStratum(Map<Stratum, Long> load, RowGroup group) {
    return group.rows().entrySet().stream()
        .mapToLong(entry -> entry.getValue() * load.getOrDefault(entry.getKey(), 0L))
        .sum();
  }

  private static long sameSet(Map<Stratum, Long> load, RowGroup group) {
    return group.rows().entrySet().stream()
        .mapToLong(
            entry ->
                load.entrySet().stream()
                    .filter(held -> held.getKey().set().equals(entry.getKey().set()))
                    .mapToLong(held -> held.getValue() * entry.getValue())
                    .sum())
        .sum();
  }

  private static long total(Map<Stratum, Long> load) {
    return load.values().stream().mapToLong(rows -> rows).sum();
  }
}
