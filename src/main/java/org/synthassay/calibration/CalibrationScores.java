package org.synthassay.calibration;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.Skipped;

/** The calibrated scores of one kind of radius, by name; those that cannot be are left out. */
public record CalibrationScores(Map<String, CalibratedScore> scores) implements Serializable {
  /** More rows than this share without radius, and the scores that need them are skipped. */
  private static final double MAX_WITHOUT_RADIUS = 0.01;

  /** What full-size scores there are; null where skipped. */
  public interface Values {
    @Nullable Double of(HalfScore score);
  }

  /**
   * The scores of {@code across}, real against synthetic halves, beside {@code real}.
   *
   * @param path where they stand in metrics.json, such as {@code calibration}
   * @param skipped takes what cannot be computed
   */
  static CalibrationScores of(
      Values values, HalfTotals across, HalfTotals real, Skipping skipping) {
    Map<String, CalibratedScore> scores = new LinkedHashMap<>();
    for (HalfScore score : HalfScore.values()) {
      String name = score.name().toLowerCase(Locale.ROOT);
      String key = skipping.path() + ".scores." + name;
      Double value = values.of(score);
      Optional<String> why = lack(across, score).or(() -> lack(real, score));
      if (value == null || why.isPresent()) {
        skipping.skip(key, why.orElse("the score itself could not be computed"));
        continue;
      }
      CalibratedScore calibrated =
          CalibratedScore.of(value, halves(across, score), halves(real, score));
      if (calibrated.ratio() == null) {
        skipping.skip(
            key + ".ratio",
            String.format(
                    Locale.ROOT,
                    "real halves reach %.3f among themselves: the score is at its floor",
                    calibrated.real())
                + (skipping.path().endsWith("group_aware") ? "" : ", see group-aware"));
      }
      scores.put(name, calibrated);
    }
    return new CalibrationScores(scores);
  }

  /** Where what cannot be computed is named. */
  record Skipping(String path, List<Skipped> into) {
    static Skipping at(String path) {
      return new Skipping(path, new ArrayList<>());
    }

    void skip(String key, String reason) {
      into.add(new Skipped(key, reason));
    }
  }

  private static CalibratedScore.Halves halves(HalfTotals totals, HalfScore score) {
    double[][] values = new double[2][totals.splits()];
    for (int half = 0; half < 2; half++) {
      for (int s = 0; s < totals.splits(); s++) {
        values[half][s] = score.of(totals, half, s);
      }
    }
    return new CalibratedScore.Halves(values);
  }

  private static Optional<String> lack(HalfTotals totals, HalfScore score) {
    for (int half = 0; half < 2; half++) {
      for (int s = 0; s < totals.splits(); s++) {
        if (totals.real(half, s) == 0 || totals.other(half, s) == 0) {
          return Optional.of("a half of split %d has no image".formatted(s));
        }
        boolean real = score.byRealBalls();
        long without = real ? totals.realWithout(half, s) : totals.otherWithout(half, s);
        long rows = real ? totals.real(half, s) : totals.other(half, s);
        if (without > MAX_WITHOUT_RADIUS * rows) {
          return Optional.of(
              "%d of %d images in a half of split %d have fewer than k = %d neighbours to choose from; at most 1 %% may"
                  .formatted(without, rows, s, totals.k()));
        }
      }
    }
    return Optional.empty();
  }
}
