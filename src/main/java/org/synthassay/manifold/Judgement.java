package org.synthassay.manifold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.Skipped;

/** Totals to scores: what can be said is a number, what cannot is skipped with its reason. */
public final class Judgement {
  /** More rows than this share without radius, and the scores that need them are skipped. */
  public static final double MAX_WITHOUT_RADIUS = 0.01;

  private final ManifoldTotals totals;
  private final Neighbourhood hood;
  private final double[] realism;
  private final Map<Long, Long> groupSizes;
  private final List<Skipped> skipped = new ArrayList<>();

  /**
   * @param realism for every series the median of the synthetic rows' realism, NaN without any
   * @param groupSizes size of a real group → how many groups have it; all of size 1 without groups
   */
  public Judgement(
      ManifoldTotals totals, Neighbourhood hood, double[] realism, Map<Long, Long> groupSizes) {
    this.totals = totals;
    this.hood = hood;
    this.realism = realism;
    this.groupSizes = groupSizes;
  }

  /** What was skipped so far, named by its path in metrics.json. */
  public List<Skipped> skipped() {
    return List.copyOf(skipped);
  }

  /**
   * The scores of one kind of radius.
   *
   * @param path where they stand in metrics.json, such as {@code manifold}
   */
  public ManifoldScores scores(Radius radius, String path, ManifoldOptions options) {
    ManifoldAtK headline = atK(radius, hood.headline(), path);
    Double authenticity = authenticity(radius, path);
    List<ManifoldAtK> sweep =
        options.sweep().stream().map(k -> atK(radius, k, path + ".sweep." + k)).toList();
    return ManifoldScores.of(headline, authenticity, sweep);
  }

  private @Nullable Double authenticity(Radius radius, String path) {
    String why = lack("real", totals.realWithout(series(radius, 1)), totals.real(), 1);
    return why == null
        ? (Double) totals.authenticity(radius)
        : this.<Double>skip(path + ".authenticity", why);
  }

  private ManifoldAtK atK(Radius radius, int k, String path) {
    int series = series(radius, k);
    long realWithout = totals.realWithout(series);
    long syntheticWithout = totals.syntheticWithout(series);
    String noReal = lack("real", realWithout, totals.real(), k);
    String noSynthetic = lack("synthetic", syntheticWithout, totals.synthetic(), k);
    Double recall =
        noSynthetic == null
            ? (Double) totals.recall(series)
            : this.skip(path + ".recall", noSynthetic);
    if (noReal != null) {
      for (String key : RealBalls.KEYS) {
        skipped.add(new Skipped(path + "." + key, noReal));
      }
    }
    boolean real = noReal == null;
    return new ManifoldAtK(
        k,
        real ? (Double) totals.precision(series) : null,
        recall,
        real ? (Double) totals.density(series, k) : null,
        real ? (Double) totals.coverage(series) : null,
        real ? (Double) expectedCoverage(radius, k) : null,
        real ? realismMedian(series, path) : null,
        new Copies(totals.exactCopies(), real ? (Long) totals.closeCopies(series) : null),
        realWithout + syntheticWithout);
  }

  /** The scores that need the radii of real rows. */
  private static final class RealBalls {
    static final List<String> KEYS =
        List.of(
            "precision",
            "density",
            "coverage",
            "expected_coverage",
            "realism_median",
            "copies.close");
  }

  private @Nullable Double realismMedian(int series, String path) {
    if (Double.isInfinite(realism[series])) {
      return skip(
          path + ".realism_median",
          "it is infinite: at least half of the synthetic images are exact copies of real ones");
    }
    return realism[series];
  }

  private <T> @Nullable T skip(String key, String reason) {
    skipped.add(new Skipped(key, reason));
    return null;
  }

  private static @Nullable String lack(String set, long without, long rows, int k) {
    return without <= MAX_WITHOUT_RADIUS * rows
        ? null
        : "%d of %d %s images have fewer than k = %d neighbours to choose from, and so no radius; at most 1 %% may"
            .formatted(without, rows, set, k);
  }

  private int series(Radius radius, int k) {
    return radius.ordinal() * hood.ks().length + Arrays.binarySearch(hood.ks(), k);
  }

  /** 1 − Π_{j=1..k} (C+1−j)/(M+C+1−j) for C candidates of a row, the mean over rows; no ball: 0. */
  private double expectedCoverage(Radius radius, int k) {
    long n = totals.real();
    if (radius == Radius.PLAIN) {
      return expected(n - 1, k);
    }
    double sum = 0;
    for (Map.Entry<Long, Long> size : groupSizes.entrySet()) {
      sum += (double) size.getKey() * size.getValue() * expected(n - size.getKey(), k);
    }
    return sum / n;
  }

  private double expected(long candidates, int k) {
    double none = 1;
    for (int j = 1; j <= k; j++) {
      none *= (double) (candidates + 1 - j) / (totals.synthetic() + candidates + 1 - j);
    }
    return candidates < k ? 0 : 1 - none;
  }
}
