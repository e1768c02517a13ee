package org.synthassay.classifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How much AUC a machine loses when one feature is shuffled among rows that it did not learn from
 * (Breiman 2001): near 0, or a little below, for a feature that it does not use.
 */
final class Importance {
  /** An RBF machine takes a while a row. */
  static final int MOST_ROWS = 2_000;

  /** A standardised validation row. */
  record Judged(double[] values, boolean synthetic) {}

  private final Machine machine;
  private final List<Judged> rows;

  Importance(Machine machine, List<Judged> rows) {
    this.machine = machine;
    this.rows = rows;
  }

  /** Feature → loss of AUC, the greatest first; empty where one of the sets has no row. */
  Map<String, Double> of(List<String> features, long seed) {
    double all = auc(rows);
    Map<String, Double> losses = new LinkedHashMap<>();
    if (Double.isNaN(all)) {
      return losses;
    }
    double[] loss = new double[features.size()];
    for (int j = 0; j < loss.length; j++) {
      loss[j] = all - auc(shuffled(j, new Random(seed + j)));
    }
    IntStream.range(0, loss.length)
        .boxed()
        .sorted(Comparator.comparing(j -> -loss[j]))
        .forEach(j -> losses.put(features.get(j), loss[j]));
    return losses;
  }

  private List<Judged> shuffled(int column, Random random) {
    List<Judged> order = new ArrayList<>(rows);
    java.util.Collections.shuffle(order, random);
    return IntStream.range(0, rows.size())
        .mapToObj(
            i -> {
              double[] values = rows.get(i).values().clone();
              values[column] = order.get(i).values()[column];
              return new Judged(values, rows.get(i).synthetic());
            })
        .toList();
  }

  private double auc(List<Judged> judged) {
    return Ranking.ofAscending(
            judged.stream()
                .map(row -> new ScoredRow(machine.score(row.values()), row.synthetic(), "", 0))
                .sorted(Comparator.comparing(ScoredRow::score))
                .iterator())
        .auc();
  }
}
