package org.synthassay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;

/** Fails where the metrics.json of two Sparks differ in more than times and the Spark. */
final class SameMetrics {
  private SameMetrics() {}

  public static void main(String... files) throws IOException {
    SameResult.assertSame(lasting(files[1]), lasting(files[0]));
    System.out.println(files[1] + " is the same as " + files[0]);
  }

  private static JsonNode lasting(String file) throws IOException {
    JsonNode metrics = SameResult.lasting(new ObjectMapper().readTree(Path.of(file).toFile()));
    ((ObjectNode) metrics.get("audit")).remove("spark");
    return metrics;
  }
}
