package org.synthassay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** Fails where the metrics.json of two Sparks differ in more than times and the Spark. */
public final class SameMetrics {
  private SameMetrics() {}

  public static void main(String... files) throws IOException {
    assertSame(lasting(files[1]), lasting(files[0]));
    System.out.println(files[1] + " is the same as " + files[0]);
  }

  private static JsonNode lasting(String file) throws IOException {
    return lasting(new ObjectMapper().readTree(Path.of(file).toFile()));
  }

  /** What two runs of one audit share, on whichever Spark. */
  public static JsonNode lasting(JsonNode metrics) {
    JsonNode lasting = SameResult.lasting(metrics);
    ((ObjectNode) lasting.get("audit")).remove("spark");
    return lasting;
  }

  public static void assertSame(JsonNode found, JsonNode expected) {
    SameResult.assertSame(found, expected);
  }
}
