package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.synthassay.spatial.Feature;
import org.synthassay.spatial.FeatureKind;

/** What is looked for in the scores, each with its check, in the order of the page. */
enum FaultCheck {
  /** A feature of colour then describes a part of the set only. */
  MIXED(
      "sets that mix grey and colour images",
      "formats",
      scores -> Stream.of("real", "synthetic").flatMap(set -> mixed(scores, set)).toList()),
  SHORTFALL(
      "classes that are short or missing",
      "sample.shortfall",
      scores -> scores.list("sample.shortfall").stream().map(FaultCheck::shortfall).toList()),
  /** Labels that are covered clearly less often than all others together. */
  LABELS(
      "labels that are poorly covered",
      "coverage_by_label",
      scores -> uncovered(scores.list("coverage_by_label"))),
  /** One fault a kind of feature and direction, so that three sharpness measures read as one. */
  EFFECTS("strong differences in sharpness, colour or texture", "spatial", FaultCheck::effects),
  COPIES("copies and near copies", "manifold.copies", FaultCheck::copies);

  private final String words;
  private final String path;
  private final Function<Scores, List<Fault>> check;

  /**
   * @param path the part of metrics.json without which it cannot be looked for
   */
  FaultCheck(String words, String path, Function<Scores, List<Fault>> check) {
    this.words = words;
    this.path = path;
    this.check = check;
  }

  boolean isPossible(Scores scores) {
    return !scores.at(path).isMissingNode();
  }

  List<Fault> in(Scores scores) {
    return check.apply(scores);
  }

  @Override
  public String toString() {
    return words;
  }

  private static Stream<Fault> mixed(Scores scores, String set) {
    JsonNode measured = scores.at("formats." + set + ".measured_as");
    double grey = measured.path("grey").asDouble();
    double colour = measured.path("colour").asDouble();
    if (grey == 0 || colour == 0) {
      return Stream.empty();
    }
    return Stream.of(
        new Fault(
            "Grey and colour mixed in the " + set + " set",
            Numbers.images(grey)
                + " grey, "
                + Numbers.images(colour)
                + " in colour: the classifier goes without colourfulness;"
                + " prepare.colour = grey or rgb makes them one kind"));
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

  private static List<Fault> uncovered(List<JsonNode> labels) {
    double covered = labels.stream().mapToDouble(row -> row.path("covered").asDouble()).sum();
    double images = labels.stream().mapToDouble(row -> row.path("images").asDouble()).sum();
    List<Fault> faults = new ArrayList<>();
    for (JsonNode row : labels) {
      double own = row.path("images").asDouble();
      double ownCovered = row.path("covered").asDouble();
      double rest = (covered - ownCovered) / (images - own);
      double pooled = covered / images;
      double error = Math.sqrt(pooled * (1 - pooled) * (1 / own + 1 / (images - own)));
      double gap = rest - ownCovered / own;
      if (gap >= Words.COVERAGE_GAP * rest && gap > Words.STANDARD_ERRORS * error) {
        faults.add(uncovered(row.path("label").asText(), ownCovered, own, rest));
      }
    }
    return faults;
  }

  private static Fault uncovered(String label, double covered, double images, double rest) {
    return new Fault(
        "Label poorly covered: " + label,
        Numbers.count(covered)
            + " of its "
            + Numbers.images(images)
            + " have a synthetic one nearby; of the other labels "
            + Numbers.share(rest)
            + " have");
  }

  private static List<Fault> effects(Scores scores) {
    List<Fault> faults = new ArrayList<>();
    for (FeatureKind kind : FeatureKind.values()) {
      for (int sign : kind.signs()) {
        List<String> seen =
            Arrays.stream(Feature.values())
                .filter(feature -> feature.kind() == kind)
                .filter(feature -> isStrong(delta(scores, feature), sign))
                .map(feature -> feature + " " + effect(delta(scores, feature).orElseThrow()))
                .toList();
        if (!seen.isEmpty()) {
          faults.add(
              new Fault(
                  "Synthetic images " + kind.words(sign) + " real ones",
                  "Cliff's delta " + String.join(", ", seen)));
        }
      }
    }
    return faults;
  }

  /** A medium effect is a fault. */
  private static boolean isStrong(OptionalDouble delta, int sign) {
    return delta.isPresent()
        && Math.abs(delta.getAsDouble()) >= Scale.EFFECT.from("medium")
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
