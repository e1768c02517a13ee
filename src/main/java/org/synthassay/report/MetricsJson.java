package org.synthassay.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** metrics.json: results to text and back, without knowing any one metric. */
public final class MetricsJson {

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter WRITER =
      MAPPER.writer(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

  private MetricsJson() {}

  /**
   * Sections in their order as JSON: record components become snake_case keys in declaration order,
   * a null component or empty Optional is left out, keys of maps stay as they are. NaN and infinity
   * are refused by the path of the score that holds them.
   */
  public static ObjectNode tree(Map<String, ? extends @Nullable Object> sections) {
    ObjectNode tree = (ObjectNode) JsonValue.of(sections);
    requireFinite("", tree);
    return tree;
  }

  /** {@link #tree} as indented text, the same for the same sections. */
  public static String text(Map<String, ? extends @Nullable Object> sections) {
    return text(tree(sections));
  }

  /** Indented text, ending in a line break. */
  public static String text(JsonNode tree) {
    try {
      return WRITER.writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written", e);
    }
  }

  /** Reads what {@link #text} wrote; anything but one JSON object is refused. */
  public static ObjectNode parse(String text) {
    JsonNode tree;
    try {
      tree = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("metrics.json is not JSON: " + e.getMessage(), e);
    }
    if (tree instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException(
        "metrics.json must hold an object, got " + tree.getNodeType());
  }

  private static void requireFinite(String path, JsonNode node) {
    if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException(
          path + " is " + node.asText() + ": a score must be finite, or be named in skipped");
    }
    String prefix = path.isEmpty() ? "" : path + ".";
    node.fields().forEachRemaining(f -> requireFinite(prefix + f.getKey(), f.getValue()));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        requireFinite(path + "[" + i + "]", node.get(i));
      }
    }
  }
}
