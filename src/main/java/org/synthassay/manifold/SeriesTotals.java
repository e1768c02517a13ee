package org.synthassay.manifold;

import java.util.Map;
import java.util.Optional;

/**
 * What the scores of one k and one kind of radius are computed of.
 *
 * @param series where the k of these radii stands in {@code totals}
 * @param realismMedian of the synthetic rows; NaN without any
 * @param groupSizes size of a real group → how many groups have it
 */
record SeriesTotals(
    ManifoldTotals totals,
    Radius radius,
    int k,
    int series,
    double realismMedian,
    Map<Long, Long> groupSizes) {
  /** More rows than this share without radius, and the scores that need them are skipped. */
  private static final double MAX_WITHOUT_RADIUS = 0.01;

  /** Rows of both sets with fewer than k candidates. */
  long withoutRadius() {
    return totals.realWithout(series) + totals.syntheticWithout(series);
  }

  /** Why what is needed is not there; empty where it is. */
  Optional<String> lack(ManifoldScore.Need need) {
    return switch (need) {
      case NOTHING -> Optional.empty();
      case REAL_BALLS -> lack("real", totals.realWithout(series), totals.real(), k);
      case SYNTHETIC_BALLS ->
          lack("synthetic", totals.syntheticWithout(series), totals.synthetic(), k);
      case NEAREST_REAL ->
          lack("real", totals.realWithout(radius.ordinal() * totals.ks()), totals.real(), 1);
    };
  }

  private static Optional<String> lack(String set, long without, long rows, int k) {
    return without <= MAX_WITHOUT_RADIUS * rows
        ? Optional.empty()
        : Optional.of(
            "%d of %d %s images have fewer than k = %d neighbours to choose from, and so no radius; at most 1 %% may"
                .formatted(without, rows, set, k));
  }

  /** 1 − Π_{j=1..k} (C+1−j)/(M+C+1−j) for C candidates of a row, the mean over rows; no ball: 0. */
  double expectedCoverage() {
    long n = totals.real();
    if (radius == Radius.PLAIN) {
      return expectedCoverage(n - 1);
    }
    double sum = 0;
    for (Map.Entry<Long, Long> size : groupSizes.entrySet()) {
      sum += (double) size.getKey() * size.getValue() * expectedCoverage(n - size.getKey());
    }
    return sum / n;
  }

  private double expectedCoverage(long candidates) {
    double none = 1;
    for (int j = 1; j <= k; j++) {
      none *= (double) (candidates + 1 - j) / (totals.synthetic() + candidates + 1 - j);
    }
    return candidates < k ? 0 : 1 - none;
  }
}
