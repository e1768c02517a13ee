package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Two runs' metrics.json compared as DEFINITIONS.md, "The same result", has it. */
final class SameResult {
  /** FID's tolerance is the widest; sums of floats end in completion order. */
  private static final double RELATIVE = 1e-6;

  private SameResult() {}

  /** What two runs of one audit share: all but times, and how the join was cut. */
  static JsonNode lasting(JsonNode metrics) {
    ObjectNode copy = metrics.deepCopy();
    ((ObjectNode) copy.get("audit")).remove(List.of("started", "seconds"));
    copy.remove("join");
    return copy;
  }

  static void assertSame(JsonNode found, JsonNode expected) {
    assertSame("", found, expected);
  }

  private static void assertSame(String path, JsonNode found, JsonNode expected) {
    if (expected.isDouble() && found.isNumber()) {
      double want = expected.asDouble();
      double margin = RELATIVE * Math.max(1e-6, Math.abs(want));
      assertThat(found.asDouble()).as(path).isBetween(want - margin, want + margin);
    } else if (expected.isContainerNode()) {
      assertThat(found.size()).as(path).isEqualTo(expected.size());
      Iterator<Map.Entry<String, JsonNode>> fields = expected.fields();
      if (expected.isArray()) {
        for (int i = 0; i < expected.size(); i++) {
          assertSame(path + "/" + i, found.path(i), expected.get(i));
        }
      } else {
        fields.forEachRemaining(
            field ->
                assertSame(
                    path + "/" + field.getKey(), found.path(field.getKey()), field.getValue()));
      }
    } else {
      assertThat(found).as(path).isEqualTo(expected);
    }
  }
}
