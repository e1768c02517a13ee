package org.synthassay.calibration;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.CalibrationScores.Skipping;
import org.synthassay.math.Skipped;

/**
 * How far scores vary from half to half, and what real images reach among themselves.
 *
 * @param half the fewest images of a half of the smaller set
 * @param scores by plain radii, by name
 * @param groupAware by radii that leave out the row's own group; null without groups
 */
public record Calibration(
    int splits,
    long half,
    Map<String, CalibratedScore> scores,
    @Nullable CalibrationScores groupAware)
    implements Serializable {

  /** What a comparison knows of the halves under one kind of radius. */
  public record Known(HalfTotals across, HalfTotals real, CalibrationScores.Values values) {}

  /** A calibration, and what could not be calibrated. */
  public record Judged(Calibration calibration, List<Skipped> skipped) {}

  public static Judged of(Known plain, @Nullable Known groupAware) {
    Skipping skipping = Skipping.at("calibration");
    CalibrationScores scores = scores(plain, skipping);
    CalibrationScores grouped = null;
    List<Skipped> skipped = new ArrayList<>(skipping.into());
    if (groupAware != null) {
      Skipping ofGroups = Skipping.at("calibration.group_aware");
      grouped = scores(groupAware, ofGroups);
      skipped.addAll(ofGroups.into());
    }
    HalfTotals totals = plain.across();
    long half = Long.MAX_VALUE;
    for (int s = 0; s < totals.splits(); s++) {
      for (int h = 0; h < 2; h++) {
        half = Math.min(half, Math.min(totals.real(h, s), totals.other(h, s)));
      }
    }
    return new Judged(new Calibration(totals.splits(), half, scores.scores(), grouped), skipped);
  }

  /** With scores that know no radii. */
  public Calibration with(Map<String, CalibratedScore> more) {
    Map<String, CalibratedScore> all = new LinkedHashMap<>(scores);
    all.putAll(more);
    return new Calibration(splits, half, all, groupAware);
  }

  public Calibration without(String score) {
    Map<String, CalibratedScore> rest = new LinkedHashMap<>(scores);
    rest.remove(score);
    return new Calibration(splits, half, rest, groupAware);
  }

  private static CalibrationScores scores(Known known, Skipping skipping) {
    return CalibrationScores.of(known.values(), known.across(), known.real(), skipping);
  }
}
