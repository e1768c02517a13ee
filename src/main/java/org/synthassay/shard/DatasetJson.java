package org.synthassay.shard;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.synthassay.image.Rejected.Reason;

/** StyleGAN's dataset.json: {@code {"labels": [["00000/img00000000.png", 6], …]}}, or null. */
final class DatasetJson {
  private static final long MAX_BYTES = 1 << 28;

  private DatasetJson() {}

  /** Image → label; read as a stream, since a million images make 50 MB. */
  static Map<String, String> labels(InputStream in, long bytes) throws IOException {
    if (bytes > MAX_BYTES) {
      throw new ShardFault(
          Reason.TOO_LARGE, "claims " + bytes + " bytes, limit is " + MAX_BYTES + ": not read");
    }
    Map<String, String> labels = new HashMap<>();
    MeteredStream metered = new MeteredStream(in, MAX_BYTES);
    try (JsonReader json = new JsonReader(new InputStreamReader(metered, StandardCharsets.UTF_8))) {
      json.beginObject();
      while (json.hasNext()) {
        if (json.nextName().equals("labels") && json.peek() == JsonToken.BEGIN_ARRAY) {
          readPairs(json, labels);
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    }
    return labels;
  }

  private static void readPairs(JsonReader json, Map<String, String> labels) throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      json.beginArray();
      String image = MemberName.of(json.nextString()).text();
      JsonElement label = JsonParser.parseReader(json);
      json.endArray();
      if (!label.isJsonNull()) {
        labels.put(image, Sidecar.text(label));
      }
    }
    json.endArray();
  }
}
