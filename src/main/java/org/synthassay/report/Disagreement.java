package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Where two encoders of one audit rank the same things the other way round. */
public final class Disagreement {
  /** Differences below are noise: both encoders must see more than this many standard errors. */
  private static final double STANDARD_ERRORS = 2;

  private Disagreement() {}

  /** A share of images, and of how many. */
  private record Share(String what, double value, double images) {

    /** In standard errors, positive where this one is larger. */
    double above(Share other) {
      double pooled =
          (value * images + other.value * other.images) / Math.max(1, images + other.images);
      double variance = pooled * (1 - pooled) * (1 / images + 1 / other.images);
      return variance > 0 ? (value - other.value) / Math.sqrt(variance) : 0;
    }
  }

  /**
   * A sentence for each reversal between the audit's own encoder and a further one: of precision
   * and recall, and of the classes' coverage, of which the clearest is named.
   *
   * @param metrics the tree of metrics.json
   */
  public static List<String> in(JsonNode metrics) {
    Scores all = new Scores(metrics);
    List<String> found = new ArrayList<>();
    all.at("encoders")
        .fieldNames()
        .forEachRemaining(
            name -> {
              Scores other = all.part("encoders", name);
              reversal(name, sides(all), sides(other)).ifPresent(found::add);
              reversal(name, classes(all), classes(other)).ifPresent(found::add);
            });
    return found;
  }

  private static Map<String, Share> sides(Scores scores) {
    Map<String, Share> sides = new LinkedHashMap<>();
    share(scores, "precision", "synthetic.used").ifPresent(s -> sides.put(s.what(), s));
    share(scores, "recall", "real.used").ifPresent(s -> sides.put(s.what(), s));
    return sides;
  }

  private static Optional<Share> share(Scores scores, String score, String images) {
    OptionalDouble value = scores.number("manifold." + score);
    OptionalDouble count = scores.number(images);
    return value.isPresent() && count.isPresent()
        ? Optional.of(new Share(score, value.getAsDouble(), count.getAsDouble()))
        : Optional.empty();
  }

  private static Map<String, Share> classes(Scores scores) {
    Map<String, Share> classes = new LinkedHashMap<>();
    StreamSupport.stream(scores.at("coverage_by_label").spliterator(), false)
        .map(
            row -> {
              double images = row.path("images").doubleValue();
              String what = "coverage of " + row.path("label").asText();
              return new Share(what, row.path("covered").doubleValue() / images, images);
            })
        .forEach(share -> classes.put(share.what(), share));
    return classes;
  }

  /** Two shares in the order that the first encoder gives them and the other one turns round. */
  private record Pair(Share higher, Share lower, Share turnedLower, Share turnedHigher) {

    double clearness() {
      return Math.min(higher.above(lower), turnedHigher.above(turnedLower));
    }

    String sentence(String name) {
      return String.format(
          "The encoders disagree: in the audit's own, %s (%s) is above %s (%s); in %s it is the"
              + " other way round (%s, %s).",
          higher.what(),
          Numbers.share(higher.value()),
          lower.what(),
          Numbers.share(lower.value()),
          name,
          Numbers.share(turnedLower.value()),
          Numbers.share(turnedHigher.value()));
    }
  }

  private static Optional<String> reversal(
      String name, Map<String, Share> ours, Map<String, Share> theirs) {
    return ours.values().stream()
        .flatMap(a -> ours.values().stream().flatMap(b -> pair(a, b, theirs)))
        .filter(pair -> pair.clearness() > STANDARD_ERRORS)
        .max(Comparator.comparingDouble(Pair::clearness))
        .map(pair -> pair.sentence(name));
  }

  private static Stream<Pair> pair(Share higher, Share lower, Map<String, Share> theirs) {
    Share a = theirs.get(higher.what());
    Share b = theirs.get(lower.what());
    return a == null || b == null ? Stream.empty() : Stream.of(new Pair(higher, lower, a, b));
  }
}
