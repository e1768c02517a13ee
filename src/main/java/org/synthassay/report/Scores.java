package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.synthassay.math.Skipped;

/**
 * metrics.json, read by path such as {@code manifold.copies.exact}; what is absent stays absent.
 */
record Scores(JsonNode root) {

  /** Where a score with a spread keeps the score itself. */
  private static final List<String> CENTRES = List.of("value", "mean");

  JsonNode at(String path) {
    JsonNode node = root;
    for (String name : path.split("\\.")) {
      node = node.path(name);
    }
    return node;
  }

  /** A number, or the centre of a {mean, sd} or {value, low, high}. */
  OptionalDouble number(String path) {
    JsonNode node = at(path);
    return Stream.concat(Stream.of(node), CENTRES.stream().map(node::path))
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::doubleValue)
        .findFirst();
  }

  Optional<String> text(String path) {
    JsonNode node = at(path);
    return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
  }

  /** The members of a list; none where it is absent. */
  List<JsonNode> list(String path) {
    return StreamSupport.stream(at(path).spliterator(), false).toList();
  }

  /** The scores of one part, such as {@code encoders.dino}. */
  Scores part(String... names) {
    JsonNode node = root;
    for (String name : names) {
      node = node.path(name);
    }
    return new Scores(node);
  }

  boolean isEmpty() {
    return root instanceof MissingNode || root.isEmpty();
  }

  List<Skipped> skipped() {
    return list("skipped").stream()
        .map(s -> new Skipped(s.path("key").asText(), s.path("reason").asText()))
        .toList();
  }

  /** Why the score at {@code path}, the part that holds it or a part of it was not computed. */
  Optional<String> whySkipped(String path) {
    return skipped().stream()
        .filter(s -> (path + ".").startsWith(s.key() + ".") || s.key().startsWith(path + "."))
        .map(Skipped::reason)
        .findFirst();
  }
}
