package org.synthassay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.Skipped;
import org.synthassay.report.MetricsJson;

/** What the steps of an audit found, as parts of the tree of metrics.json. */
final class AuditResults {
  static final String WARNINGS = "warnings";
  private static final String SKIPPED = "skipped";
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
          WARNINGS,
          "gates");

  private static final Set<String> LISTS = Set.of(SKIPPED, WARNINGS);

  private AuditResults() {}

  /** One part: sections, and what is skipped in them. */
  static ObjectNode of(Map<String, ? extends @Nullable Object> found, List<Skipped> skipped) {
    Map<String, @Nullable Object> sections = new LinkedHashMap<>(found);
    sections.put(SKIPPED, skipped);
    return MetricsJson.tree(sections);
  }

  static ObjectNode of(Map<String, ? extends @Nullable Object> found) {
    return of(found, List.of());
  }

  /** The parts that were found with one of the further encoders, as one of the audit's. */
  static ObjectNode ofEncoder(String name, List<ObjectNode> parts) {
    ObjectNode own = merged(parts);
    JsonNode skipped = own.remove(SKIPPED);
    for (JsonNode why : skipped) {
      ((ObjectNode) why).put("key", "encoders." + name + "." + why.path("key").asText());
    }
    ObjectNode part = JsonNodeFactory.instance.objectNode();
    part.putObject("encoders").set(name, own);
    part.set(SKIPPED, skipped);
    return part;
  }

  /** All parts as one tree, in the order of the contract. */
  static ObjectNode ordered(List<ObjectNode> parts) {
    ObjectNode all = merged(parts);
    ObjectNode tree = all.objectNode();
    ORDER.stream().filter(all::has).forEach(key -> tree.set(key, all.get(key)));
    JsonNode skipped = all.remove(SKIPPED);
    all.fields().forEachRemaining(field -> tree.putIfAbsent(field.getKey(), field.getValue()));
    tree.set(SKIPPED, skipped);
    return tree;
  }

  /** Encoders, warnings and what is skipped stand in several parts: all of them are held. */
  private static ObjectNode merged(List<ObjectNode> parts) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.putArray(SKIPPED);
    for (ObjectNode part : parts) {
      part.fields()
          .forEachRemaining(
              field -> {
                JsonNode value = field.getValue().deepCopy();
                if (value.isArray() && LISTS.contains(field.getKey())) {
                  value.forEach(one -> all.withArray(field.getKey()).add(one));
                } else if (field.getKey().equals("encoders")) {
                  all.withObject("/encoders").setAll((ObjectNode) value);
                } else {
                  all.set(field.getKey(), value);
                }
              });
    }
    return all;
  }
}
