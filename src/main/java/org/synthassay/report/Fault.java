package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** A fault that the scores show, by its name and by what was seen. */
record Fault(String name, String evidence) {

  /** Labels with fewer expected covered images than this are not held against the rest. */
  private static final double ENOUGH = 5;

  static final String LOOKED_FOR =
      "classes that are short or missing, labels that are hardly covered, strong differences in"
          + " sharpness, colour or texture, copies and near copies";

  static List<Fault> in(Scores scores) {
    return Stream.of(shortfall(scores), uncovered(scores), effects(scores), copies(scores))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Fault> shortfall(Scores scores) {
    return scores.list("sample.shortfall").stream().map(Fault::shortfall).toList();
  }

  private static Fault shortfall(JsonNode row) {
    double got = row.path("got").asDouble();
    return new Fault(
        (got == 0 ? "Class missing: " : "Class short: ") + row.path("class").asText(),
        Numbers.count(got)
            + " of "
            + Numbers.count(row.path("wanted").asDouble())
            + " wanted synthetic images are there");
  }

  /** Labels covered less than half as often as all others together. */
  private static List<Fault> uncovered(Scores scores) {
    List<JsonNode> labels = scores.list("coverage_by_label");
    double covered = labels.stream().mapToDouble(row -> row.path("covered").asDouble()).sum();
    double images = labels.stream().mapToDouble(row -> row.path("images").asDouble()).sum();
    List<Fault> faults = new ArrayList<>();
    for (JsonNode row : labels) {
      double own = row.path("images").asDouble();
      double rest = (covered - row.path("covered").asDouble()) / (images - own);
      if (own > 0 && own * rest >= ENOUGH && row.path("covered").asDouble() / own < rest / 2) {
        faults.add(
            new Fault(
                "Label hardly covered: " + row.path("label").asText(),
                Numbers.count(row.path("covered").asDouble())
                    + " of its "
                    + Numbers.images(own)
                    + " have a synthetic one nearby; of the other labels "
                    + Numbers.share(rest)
                    + " have"));
      }
    }
    return faults;
  }

  /** One fault a group of features and direction, so that three sharpness measures read as one. */
  private static List<Fault> effects(Scores scores) {
    List<Fault> faults = new ArrayList<>();
    for (Feature.Group group : Feature.Group.values()) {
      for (int sign : group.signs()) {
        List<String> seen =
            Arrays.stream(Feature.values())
                .filter(feature -> feature.group() == group)
                .filter(feature -> isStrong(delta(scores, feature), sign))
                .map(feature -> feature + " " + effect(delta(scores, feature).orElseThrow()))
                .toList();
        if (!seen.isEmpty()) {
          faults.add(
              new Fault(
                  "Synthetic images " + group.words(sign) + " real ones",
                  "Cliff's delta " + String.join(", ", seen)));
        }
      }
    }
    return faults;
  }

  private static boolean isStrong(OptionalDouble delta, int sign) {
    return delta.isPresent()
        && Math.abs(delta.getAsDouble()) >= Words.MEDIUM
        && (sign == 0 || delta.getAsDouble() * sign > 0);
  }

  private static OptionalDouble delta(Scores scores, Feature feature) {
    return scores.number("spatial." + feature.key() + ".cliffs_delta");
  }

  private static String effect(double delta) {
    return Numbers.share(delta) + " (" + Words.effect(delta) + ")";
  }

  private static List<Fault> copies(Scores scores) {
    List<Fault> faults = new ArrayList<>();
    double exact = scores.number("manifold.copies.exact").orElse(0);
    double close = scores.number("manifold.copies.close").orElse(0);
    if (exact > 0) {
      faults.add(
          new Fault("Exact copies", Numbers.images(exact) + " at distance 0 from a real one"));
    }
    if (close > 0) {
      faults.add(
          new Fault(
              "Near copies",
              Numbers.images(close) + " far closer to a real one than its real neighbours are"));
    }
    return faults;
  }
}
