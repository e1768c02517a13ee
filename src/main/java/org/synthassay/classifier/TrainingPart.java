package org.synthassay.classifier;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which groups the machines learn from, and the cross-validation fold each belongs to.
 *
 * @param foldOf group → fold, in the order taken
 */
record TrainingPart(Map<String, Integer> foldOf) {

  /**
   * Walks the groups and takes each that brings the rows taken nearer to {@code share} of every
   * stratum (sum of absolute differences); stops where no group can any more. Memory: the groups
   * taken.
   */
  static TrainingPart of(
      Iterator<RowGroup> inHashOrder, Map<Stratum, Long> totals, double share, int folds) {
    Map<Stratum, Double> wanted = new HashMap<>();
    totals.forEach((stratum, rows) -> wanted.put(stratum, rows * share));
    FoldLoads loads = new FoldLoads(folds);
    Map<String, Integer> foldOf = new LinkedHashMap<>();
    while (inHashOrder.hasNext() && wanted.values().stream().anyMatch(rows -> rows > 0.5)) {
      RowGroup group = inHashOrder.next();
      if (nears(wanted, group)) {
        group.rows().forEach((stratum, rows) -> wanted.merge(stratum, (double) -rows, Double::sum));
        foldOf.put(group.key(), loads.place(group));
      }
    }
    return new TrainingPart(foldOf);
  }

  private static boolean nears(Map<Stratum, Double> wanted, RowGroup group) {
    double gain = 0;
    for (Map.Entry<Stratum, Long> entry : group.rows().entrySet()) {
      double missing = wanted.getOrDefault(entry.getKey(), 0.0);
      gain += Math.abs(missing) - Math.abs(missing - entry.getValue());
    }
    return gain > 0;
  }
}
