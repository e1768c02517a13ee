package org.synthassay.manifold;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.HalfScore;

/**
 * How real and synthetic images lie in each other's neighbourhoods, for the headline k and the
 * sweep; null where skipped. See {@link ManifoldAtK} for the scores of one k.
 *
 * @param authenticity share of synthetic images farther from their nearest real image than that is
 *     from its nearest other (Alaa et al. 2022)
 */
public record ManifoldScores(
    int k,
    @Nullable Double precision,
    @Nullable Double recall,
    @Nullable Double density,
    @Nullable Double coverage,
    @Nullable Double expectedCoverage,
    @Nullable Double realismMedian,
    @Nullable Double authenticity,
    Copies copies,
    long withoutRadius,
    List<ManifoldAtK> sweep)
    implements Serializable {
  public ManifoldScores {
    sweep = List.copyOf(sweep);
  }

  /** The score of that name, for the headline k. */
  public @Nullable Double of(HalfScore score) {
    return switch (score) {
      case PRECISION -> precision;
      case RECALL -> recall;
      case DENSITY -> density;
      case COVERAGE -> coverage;
    };
  }

  static ManifoldScores of(
      ManifoldAtK headline, @Nullable Double authenticity, List<ManifoldAtK> sweep) {
    return new ManifoldScores(
        headline.k(),
        headline.precision(),
        headline.recall(),
        headline.density(),
        headline.coverage(),
        headline.expectedCoverage(),
        headline.realismMedian(),
        authenticity,
        headline.copies(),
        headline.withoutRadius(),
        sweep);
  }
}
