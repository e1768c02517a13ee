package org.synthassay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.Skipped;
import org.synthassay.report.MetricsJson;

/**
 * The sections of metrics.json as the steps of an audit fill them, in the order of the contract.
 */
final class AuditResults {
  private static final List<String> ORDER =
      List.of(
          "audit",
          "real",
          "synthetic",
          "embeddings",
          "formats",
          "identical",
          "sample",
          "manifold",
          "group_aware",
          "encoders",
          "distance",
          "classifier",
          "spatial",
          "coverage_by_label",
          "calibration",
          "join",
          "warnings",
          "gates");

  private final Map<String, JsonNode> sections = new LinkedHashMap<>();
  private final ArrayNode skipped = JsonNodeFactory.instance.arrayNode();

  /** What a step found, as the text that its stage keeps. */
  static String text(Map<String, ? extends @Nullable Object> found, List<Skipped> skipped) {
    Map<String, @Nullable Object> sections = new LinkedHashMap<>(found);
    sections.put("skipped", skipped);
    return MetricsJson.text(sections);
  }

  /** Takes a step's text. */
  void add(String text) {
    JsonNode found = MetricsJson.parse(text);
    found
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().equals("skipped")) {
                field.getValue().forEach(skipped::add);
              } else {
                sections.put(field.getKey(), field.getValue());
              }
            });
  }

  /** Takes what a step found with one of the further encoders. */
  void addEncoder(String name, String text) {
    JsonNode encoders = sections.computeIfAbsent("encoders", key -> skipped.objectNode());
    ObjectNode encoder = ((ObjectNode) encoders).withObject("/" + name);
    MetricsJson.parse(text)
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getKey().equals("skipped")) {
                field.getValue().forEach(why -> skipped.add(ofEncoder(name, why)));
              } else {
                encoder.set(field.getKey(), field.getValue());
              }
            });
  }

  private static JsonNode ofEncoder(String name, JsonNode skipped) {
    ObjectNode why = skipped.deepCopy();
    return why.put("key", "encoders." + name + "." + why.path("key").asText());
  }

  void addEncoder(String name, Map<String, ?> found) {
    addEncoder(name, text(found, List.of()));
  }

  void add(Map<String, ?> found) {
    add(text(found, List.of()));
  }

  void skip(Skipped what) {
    add(text(Map.of(), List.of(what)));
  }

  /** Takes a score back that is not to be shown. */
  void withhold(Skipped what) {
    int dot = what.key().lastIndexOf('.');
    if (sections.get(what.key().substring(0, dot)) instanceof ObjectNode section
        && section.remove(what.key().substring(dot + 1)) != null) {
      skip(what);
    }
  }

  /** The whole of metrics.json so far. */
  ObjectNode tree() {
    ObjectNode tree = skipped.objectNode();
    ORDER.stream().filter(sections::containsKey).forEach(key -> tree.set(key, sections.get(key)));
    new TreeMap<>(sections).forEach((key, value) -> tree.putIfAbsent(key, value));
    tree.set("skipped", skipped);
    return tree;
  }
}
