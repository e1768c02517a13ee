package org.synthassay.report;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.synthassay.distance.DistanceScore;
import org.synthassay.math.Score;

/**
 * A score as calibration has it in metrics.json.
 *
 * @param path of the score there
 */
record Calibrated(Scores scores, String path) {

  /**
   * Empty where it was not calibrated.
   *
   * @param part {@code manifold} or {@code group_aware}
   * @param prefix of an encoder, with a dot behind; empty for the audit's own
   */
  static Optional<Calibrated> of(Scores scores, String prefix, String part, String score) {
    String section = part.equals("manifold") ? "" : part + ".";
    Calibrated found =
        new Calibrated(scores, prefix + "calibration." + section + "scores." + score);
    return scores.number(found.path + ".real").isPresent() ? Optional.of(found) : Optional.empty();
  }

  /** By group-aware radii where there are groups: plain ones find patients again, not images. */
  static Optional<Calibrated> headline(Scores scores, String score) {
    return of(scores, "", "group_aware", score).or(() -> of(scores, "", "manifold", score));
  }

  /** A share of 0 to 1, a ratio, or a size that may be anything. */
  private Score.Form form() {
    String name = path.substring(path.lastIndexOf('.') + 1);
    return Arrays.stream(DistanceScore.values()).anyMatch(s -> s.score().key().equals(name))
        ? Score.Form.SIZE
        : name.equals("density") ? Score.Form.RATIO : Score.Form.SHARE;
  }

  private String format(double value) {
    return form() == Score.Form.SIZE ? Numbers.significant(value) : Numbers.share(value);
  }

  private double number(String key) {
    return scores.number(path + "." + key).orElse(Double.NaN);
  }

  String value() {
    return format(number("value"));
  }

  /** The value's interval of 95 %, of a share no more than 0 to 1. */
  String interval() {
    return range("low", "high");
  }

  /** What real halves reach among themselves, with its interval. */
  String real() {
    return format(number("real")) + " " + range("real_low", "real_high");
  }

  private String range(String low, String high) {
    double from = form() == Score.Form.SIZE ? number(low) : Math.max(0, number(low));
    double to = form() == Score.Form.SHARE ? Math.min(1, number(high)) : number(high);
    return "[" + format(from) + ", " + format(to) + "]";
  }

  /** The mean over the halves, with its interval. */
  String half() {
    return format(number("half")) + " " + range("half_low", "half_high");
  }

  /** The ratio of synthetic to real halves, with its interval; empty at the floor. */
  Optional<String> ratio() {
    OptionalDouble ratio = scores.number(path + ".ratio");
    return ratio.isEmpty()
        ? Optional.empty()
        : Optional.of(Numbers.share(ratio.getAsDouble()) + ratioRange());
  }

  private String ratioRange() {
    return scores.number(path + ".ratio_low").isEmpty()
        ? ""
        : " ["
            + Numbers.share(number("ratio_low"))
            + ", "
            + Numbers.share(number("ratio_high"))
            + "]";
  }

  /** Where there is none although the score could have one. */
  boolean isAtFloor() {
    return ratio().isEmpty() && form() != Score.Form.SIZE;
  }

  Standing standing() {
    OptionalDouble ratio = scores.number(path + ".ratio");
    if (ratio.isEmpty()) {
      return number("half_low") > number("real_high") ? Standing.ABOVE_FLOOR : Standing.AT_FLOOR;
    }
    return scores.number(path + ".ratio_low").isEmpty()
        ? Standing.FAR_LESS
        : Standing.of(ratio.getAsDouble(), number("ratio_low"), number("ratio_high"));
  }

  /** Interval, ratio and what real halves reach, behind the score's own value. */
  String evidence() {
    return interval()
        + ratio().map(r -> "; " + r + " of what real halves reach, ").orElse("; real halves reach ")
        + real();
  }
}
