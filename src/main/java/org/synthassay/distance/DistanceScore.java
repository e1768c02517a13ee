package org.synthassay.distance;

import static org.synthassay.math.Score.Form.SIZE;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.Score;

/** The distances between the two distributions: results, gates and the report read them here. */
public enum DistanceScore {
  /** Heusel et al. 2017. */
  FID(
      "FID",
      "lower",
      "Distance between the two clouds of images;"
          + " comparable only at the same number of images and with the same model.",
      DistanceScores::fid),
  FID_INFINITY(
      "FID∞",
      "lower",
      "FID as it would be with endlessly many images.",
      DistanceScores::fidInfinity),
  /** Bińkowski et al. 2018. */
  KID(
      "KID",
      "near 0",
      "A distance like FID that few images do not bias;"
          + " slightly negative values occur when both sets are alike.",
      DistanceScores::kid);

  private final Score score;
  private final Function<DistanceScores, @Nullable Object> value;

  DistanceScore(
      String title, String good, String meaning, Function<DistanceScores, @Nullable Object> value) {
    this.score = new Score("distance", name().toLowerCase(Locale.ROOT), title, SIZE, good, meaning);
    this.value = value;
  }

  public Score score() {
    return score;
  }

  /** A number or a record around one; null where it was skipped. */
  @Nullable Object of(DistanceScores scores) {
    return value.apply(scores);
  }
}
