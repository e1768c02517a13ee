package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Records, maps, lists and plain values to JSON: own rules, so that no getter is found by luck. */
final class JsonValue {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonValue() {}

  static JsonNode of(Object value) {
    if (value instanceof JsonNode node) {
      return node;
    } else if (value instanceof Record fields) {
      return ofRecord(fields);
    } else if (value instanceof Map<?, ?> map) {
      return ofMap(map);
    } else if (value instanceof Iterable<?> items) {
      return array(StreamSupport.stream(items.spliterator(), false).toArray());
    } else if (value.getClass().isArray()) {
      int length = Array.getLength(value);
      return array(IntStream.range(0, length).mapToObj(i -> Array.get(value, i)).toArray());
    }
    return plain(value);
  }

  private static JsonNode plain(Object value) {
    if (value instanceof Double number) {
      return JSON.numberNode(number.doubleValue());
    } else if (value instanceof Float number) {
      return JSON.numberNode(number.floatValue());
    } else if (value instanceof Long || value instanceof Integer || value instanceof Short) {
      return JSON.numberNode(((Number) value).longValue());
    } else if (value instanceof Boolean flag) {
      return JSON.booleanNode(flag);
    } else if (value instanceof Enum<?> constant) {
      return JSON.textNode(constant.name().toLowerCase(Locale.ROOT));
    } else if (value instanceof CharSequence || value instanceof java.time.temporal.Temporal) {
      return JSON.textNode(value.toString());
    }
    throw new IllegalArgumentException(
        "metrics.json holds records, maps, lists, numbers, texts, enums and times, got "
            + value.getClass().getName());
  }

  private static ObjectNode ofRecord(Record value) {
    ObjectNode node = JSON.objectNode();
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      put(node, snakeCase(component.getName()), read(value, component));
    }
    return node;
  }

  private static ObjectNode ofMap(Map<?, ?> map) {
    ObjectNode node = JSON.objectNode();
    // The order of Java's small maps changes from run to run.
    Map<?, ?> ordered = map instanceof LinkedHashMap || map instanceof SortedMap ? map : byKey(map);
    ordered.forEach((key, value) -> put(node, String.valueOf(key), value));
    return node;
  }

  private static Map<String, @Nullable Object> byKey(Map<?, ?> map) {
    Map<String, @Nullable Object> byKey = new TreeMap<>();
    map.forEach((key, value) -> byKey.put(String.valueOf(key), value));
    return byKey;
  }

  private static ArrayNode array(@Nullable Object[] items) {
    ArrayNode node = JSON.arrayNode(items.length);
    for (int i = 0; i < items.length; i++) {
      Object item = present(items[i]);
      if (item == null) {
        throw new IllegalArgumentException("a list in metrics.json holds nothing at " + i);
      }
      node.add(of(item));
    }
    return node;
  }

  private static void put(ObjectNode node, String key, @Nullable Object value) {
    Object present = present(value);
    if (present != null) {
      node.set(key, of(present));
    }
  }

  private static @Nullable Object present(@Nullable Object value) {
    if (value instanceof Optional<?> some) {
      return some.isPresent() ? some.get() : null;
    } else if (value instanceof OptionalDouble some) {
      return some.isPresent() ? some.getAsDouble() : null;
    } else if (value instanceof OptionalInt some) {
      return some.isPresent() ? some.getAsInt() : null;
    } else if (value instanceof OptionalLong some) {
      return some.isPresent() ? some.getAsLong() : null;
    }
    return value;
  }

  private static @Nullable Object read(Record value, RecordComponent component) {
    Method accessor = component.getAccessor();
    try {
      accessor.setAccessible(true);
      return accessor.invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          value.getClass().getName() + "." + component.getName() + " cannot be read", e);
    }
  }

  /**
   * {@code f1Real} to {@code f1_real}; a run of capitals is one word: {@code meanFID}, mean_fid.
   */
  static String snakeCase(String camelCase) {
    return camelCase
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
