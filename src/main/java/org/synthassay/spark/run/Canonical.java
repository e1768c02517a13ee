package org.synthassay.spark.run;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One text for one value, whatever it holds: every component of a record stands in it, so that no
 * setting is left out of what is made of it.
 */
final class Canonical {
  private Canonical() {}

  static String of(@Nullable Object value) {
    if (value == null) {
      return "null";
    } else if (value instanceof Record fields) {
      return Stream.of(fields.getClass().getRecordComponents())
          .map(component -> component.getName() + "=" + of(read(fields, component)))
          .collect(Collectors.joining(",", fields.getClass().getSimpleName() + "(", ")"));
    } else if (value instanceof Map<?, ?> map) {
      TreeMap<String, String> sorted = new TreeMap<>();
      map.forEach((key, held) -> sorted.put(of(key), of(held)));
      return sorted.toString();
    } else if (value instanceof Collection<?> items) {
      return items.stream().map(Canonical::of).collect(Collectors.joining(",", "[", "]"));
    } else if (value instanceof Optional<?> some) {
      return of(some.orElse(null));
    } else if (value instanceof CharSequence text) {
      // Quoted, so that no text reads as the end of it and the beginning of another value.
      return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    } else if (value instanceof Enum<?> constant) {
      return constant.name();
    } else if (value instanceof Number || value instanceof Boolean) {
      return value.toString();
    }
    throw new IllegalArgumentException(
        "a fingerprint is made of records, lists, maps, texts and numbers, got "
            + value.getClass().getName());
  }

  private static @Nullable Object read(Record value, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          value.getClass().getName() + "." + component.getName() + " cannot be read", e);
    }
  }
}
