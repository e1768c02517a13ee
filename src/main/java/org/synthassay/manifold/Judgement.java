package org.synthassay.manifold;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synthassay.math.Skipped;

/** Totals to scores: what can be said is a number, what cannot is skipped with its reason. */
public final class Judgement {
  private static final String INFINITE =
      "it is infinite: at least half of the synthetic images are exact copies of real ones";

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
    SeriesTotals headline = at(radius, hood.headline());
    Map<ManifoldScore, Number> values = values(headline, path, List.of(ManifoldScore.values()));
    List<ManifoldScores> sweep =
        options.sweep().stream().map(k -> ofCurve(at(radius, k), path + ".sweep." + k)).toList();
    return new ManifoldScores(hood.headline(), values, headline.withoutRadius(), sweep);
  }

  private ManifoldScores ofCurve(SeriesTotals at, String path) {
    var values = values(at, path, ManifoldScore.ofCurve());
    return new ManifoldScores(at.k(), values, at.withoutRadius(), List.of());
  }

  private SeriesTotals at(Radius radius, int k) {
    int series = radius.ordinal() * hood.ks().length + hood.at(k);
    return new SeriesTotals(totals, radius, k, series, realism[series], groupSizes);
  }

  private Map<ManifoldScore, Number> values(
      SeriesTotals at, String path, List<ManifoldScore> wanted) {
    Map<ManifoldScore, Number> values = new EnumMap<>(ManifoldScore.class);
    for (ManifoldScore score : wanted) {
      Optional<String> lack = at.lack(score.need());
      Number value = lack.isPresent() ? Double.NaN : score.of(at);
      if (lack.isPresent() || Double.isInfinite(value.doubleValue())) {
        skipped.add(new Skipped(path + "." + score.score().key(), lack.orElse(INFINITE)));
      } else {
        values.put(score, value);
      }
    }
    return values;
  }
}
