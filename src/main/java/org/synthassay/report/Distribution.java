package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.synthassay.math.Compared;
import org.synthassay.math.Histogram;

/**
 * How one spatial feature is spread in both sets.
 *
 * @param feature its key under {@code spatial} in metrics.json, such as {@code biq}
 */
public record Distribution(String feature, Histogram histogram) {
  private static final String ALL = "distributions";

  /** As a run keeps them for its report. */
  public static String text(List<Distribution> distributions) {
    return MetricsJson.text(Map.of(ALL, distributions));
  }

  /** What {@link #text} wrote. */
  public static List<Distribution> read(String text) {
    List<Distribution> distributions = new ArrayList<>();
    for (JsonNode one : MetricsJson.parse(text).path(ALL)) {
      JsonNode histogram = one.path("histogram");
      Compared<String> sets = new Compared<>("real", "synthetic");
      distributions.add(
          new Distribution(
              one.path("feature").asText(),
              new Histogram(
                  numbers(histogram.path("edges")),
                  sets.map(set -> numbers(histogram.path("shares").path(set))),
                  sets.map(set -> histogram.path("outside").path(set).asDouble()))));
    }
    return distributions;
  }

  private static List<Double> numbers(JsonNode values) {
    List<Double> numbers = new ArrayList<>();
    values.forEach(value -> numbers.add(value.asDouble()));
    return numbers;
  }
}
