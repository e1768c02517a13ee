package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** A part of metrics.json as lines of name and text, whatever keys it holds. */
final class FactTable {
  private FactTable() {}

  /** A line a leaf, in their order; an object of nothing but numbers is one line. */
  static Map<String, String> of(JsonNode part, Function<JsonNode, String> text) {
    Map<String, String> facts = new LinkedHashMap<>();
    part.fields().forEachRemaining(field -> add(facts, field.getKey(), field.getValue(), text));
    return facts;
  }

  static List<List<String>> rows(Map<String, String> facts) {
    List<List<String>> rows = new ArrayList<>();
    facts.forEach((name, text) -> rows.add(List.of(name, text)));
    return rows;
  }

  private static void add(
      Map<String, String> facts, String name, JsonNode node, Function<JsonNode, String> text) {
    if (node.isObject() && !holdsNumbers(node)) {
      node.fields().forEachRemaining(f -> add(facts, name + " " + f.getKey(), f.getValue(), text));
    } else {
      facts.put(words(name), node.isContainerNode() ? Numbers.line(node) : text.apply(node));
    }
  }

  private static boolean holdsNumbers(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isNumber);
  }

  /** {@code left_out} to Left out. */
  private static String words(String key) {
    String words = key.replace('_', ' ');
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
