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
import java.util.function.Function;
import org.synthassay.image.Rejected.Reason;

/**
 * StyleGAN's dataset.json: {@code {"labels": [["00000/img00000000.png", 6], …]}}, or null; groups
 * may stand beside in the same form.
 */
final class DatasetJson {
  private static final long MAX_BYTES = 1 << 28;

  private DatasetJson() {}

  /** Image → label and group; read as a stream, since a million images make 50 MB. */
  static Map<String, Sidecar> sidecars(InputStream in, long bytes) throws IOException {
    if (bytes > MAX_BYTES) {
      throw new ShardFault(
          Reason.TOO_LARGE, "claims " + bytes + " bytes, limit is " + MAX_BYTES + ": not read");
    }
    Map<String, Sidecar> sidecars = new HashMap<>();
    MeteredStream metered = new MeteredStream(in, MAX_BYTES);
    try (JsonReader json = new JsonReader(new InputStreamReader(metered, StandardCharsets.UTF_8))) {
      json.beginObject();
      while (json.hasNext()) {
        String name = json.nextName();
        if (json.peek() != JsonToken.BEGIN_ARRAY) {
          json.skipValue();
        } else if (name.equals("labels")) {
          readPairs(json, label -> new Sidecar(label, null), sidecars);
        } else if (name.equals("groups")) {
          readPairs(json, group -> new Sidecar(null, group), sidecars);
        } else {
          json.skipValue();
        }
      }
      json.endObject();
    }
    return sidecars;
  }

  private static void readPairs(
      JsonReader json, Function<String, Sidecar> what, Map<String, Sidecar> sidecars)
      throws IOException {
    json.beginArray();
    while (json.hasNext()) {
      json.beginArray();
      String image = MemberName.of(json.nextString()).text();
      JsonElement value = JsonParser.parseReader(json);
      json.endArray();
      if (!value.isJsonNull()) {
        sidecars.merge(image, what.apply(Sidecar.text(value)), (before, now) -> now.or(before));
      }
    }
    json.endArray();
  }
}
