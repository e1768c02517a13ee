package org.synthassay.manifold;

import static org.synthassay.math.Score.Form.COUNT;
import static org.synthassay.math.Score.Form.RATIO;
import static org.synthassay.math.Score.Form.SHARE;
import static org.synthassay.math.Score.Form.SIZE;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.synthassay.math.Score;

/**
 * The scores of real and synthetic images in each other's neighbourhoods, each with what it is
 * computed of: results, gates, fingerprints and the report read them here.
 */
public enum ManifoldScore {
  /** Kynkäänniemi et al. 2019. */
  PRECISION(
      new Entry("precision", "Precision", SHARE, "higher"),
      "Realism: share of synthetic images that lie among the real ones.",
      Need.REAL_BALLS,
      at -> at.totals().precision(at.series())),
  /** Kynkäänniemi et al. 2019. */
  RECALL(
      new Entry("recall", "Recall", SHARE, "higher"),
      "Variety: share of real images that lie among the synthetic ones.",
      Need.SYNTHETIC_BALLS,
      at -> at.totals().recall(at.series())),
  /** Naeem et al. 2020. */
  DENSITY(
      new Entry("density", "Density", RATIO, "near 1"),
      "How deep synthetic images lie among the real ones: 1 when both sets are alike,"
          + " more when they crowd around typical ones.",
      Need.REAL_BALLS,
      at -> at.totals().density(at.series(), at.k())),
  /** Naeem et al. 2020. */
  COVERAGE(
      new Entry("coverage", "Coverage", SHARE, "near expected"),
      "Share of real images with a synthetic one nearby;"
          + " below its expectation, part of the real variety is missed.",
      Need.REAL_BALLS,
      at -> at.totals().coverage(at.series())),
  EXPECTED_COVERAGE(
      new Entry("expected_coverage", "Expected coverage", SHARE, ""),
      "What coverage is for equal distributions.",
      Need.REAL_BALLS,
      SeriesTotals::expectedCoverage),
  /** The ratio r/d of Kynkäänniemi et al. 2019, not its square. */
  REALISM_MEDIAN(
      new Entry("realism_median", "Realism, median", SIZE, "above 1"),
      "How realistic the middle synthetic image is; 1 is the border of the real set.",
      Need.REAL_BALLS,
      SeriesTotals::realismMedian),
  /** Alaa et al. 2022. */
  AUTHENTICITY(
      new Entry("authenticity", "Authenticity", SHARE, "as held-out real"),
      "Share of synthetic images no closer to a real one than its own nearest real"
          + " neighbour is; low when real images were memorised.",
      Need.NEAREST_REAL,
      at -> at.totals().authenticity(at.radius())),
  EXACT_COPIES(
      new Entry("copies.exact", "Exact copies", COUNT, "0"),
      "Synthetic images at distance 0 from a real one.",
      Need.NOTHING,
      at -> at.totals().exactCopies()),
  CLOSE_COPIES(
      new Entry("copies.close", "Close copies", COUNT, "0"),
      "Synthetic images far closer to a real one than its real neighbours are.",
      Need.REAL_BALLS,
      at -> at.totals().closeCopies(at.series()));

  /** What {@link Score} says of it but for the sentence. */
  private record Entry(String key, String title, Score.Form form, String good) {}

  /** The radii without which a score says nothing. */
  enum Need {
    NOTHING,
    REAL_BALLS,
    SYNTHETIC_BALLS,
    /** The same whatever k. */
    NEAREST_REAL
  }

  private final Score score;
  private final Need need;
  private final Function<SeriesTotals, Number> value;

  ManifoldScore(Entry entry, String meaning, Need need, Function<SeriesTotals, Number> value) {
    this.score = new Score("manifold", entry.key, entry.title, entry.form, entry.good, meaning);
    this.need = need;
    this.value = value;
  }

  public Score score() {
    return score;
  }

  Need need() {
    return need;
  }

  /** Those that differ by k, and so have a curve. */
  public static List<ManifoldScore> ofCurve() {
    return Arrays.stream(values()).filter(score -> score.need != Need.NEAREST_REAL).toList();
  }

  /** A count is a whole number; +∞ is nothing that results can hold. */
  Number of(SeriesTotals totals) {
    return value.apply(totals);
  }
}
