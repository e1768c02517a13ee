package org.synthassay.shard;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** What stands beside an image: its label and its group, either may be absent. */
record Sidecar(@Nullable String label, @Nullable String group) {
  static final int MAX_BYTES = 1 << 16;
  static final List<String> LABELS = List.of("label", "cls", "class");
  static final List<String> GROUPS = List.of("group", "patient");

  /** WebDataset's key.cls: the label as text. */
  static Sidecar ofCls(byte[] content) {
    String text = new String(content, StandardCharsets.UTF_8).strip();
    return new Sidecar(text.isEmpty() ? null : text, null);
  }

  /** WebDataset's key.json: an object that holds the label and the group by name. */
  static Sidecar ofJson(byte[] content, ShardOptions.Columns columns) throws IOException {
    try {
      JsonElement root = JsonParser.parseString(new String(content, StandardCharsets.UTF_8));
      if (root instanceof JsonObject object) {
        String label = columns.label();
        String group = columns.group();
        return new Sidecar(
            value(object, label == null ? LABELS : List.of(label)),
            value(object, group == null ? GROUPS : List.of(group)));
      }
      throw new IOException("the sidecar is no JSON object");
    } catch (com.google.gson.JsonParseException e) {
      throw new IOException("the sidecar is not JSON: " + e.getMessage(), e);
    }
  }

  /** Fills what this one lacks. */
  Sidecar or(Sidecar other) {
    return new Sidecar(label == null ? other.label : label, group == null ? other.group : group);
  }

  private static @Nullable String value(JsonObject object, List<String> names) {
    return names.stream()
        .filter(object::has)
        .map(object::get)
        .filter(value -> !value.isJsonNull())
        .findFirst()
        .map(Sidecar::text)
        .orElse(null);
  }

  /** Numbers as they are written; an array's elements joined by commas. */
  static String text(JsonElement value) {
    if (value instanceof JsonArray array) {
      StringJoiner joined = new StringJoiner(",");
      array.forEach(element -> joined.add(text(element)));
      return joined.toString();
    }
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }
}
