package org.synthassay.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where values were written; an object merged from several places stands where the user began it.
 */
final class Origins {

  private Origins() {}

  static ConfigOrigin of(ConfigValue value) {
    return leaves(value)
        .map(ConfigValue::origin)
        .filter(origin -> !Defaults.isDefault(origin))
        .min(Comparator.comparingInt(ConfigOrigin::lineNumber))
        .orElse(value.origin());
  }

  /** {@code file:line}, {@code file} for a default, or {@code command line: key=value}. */
  static String place(ConfigOrigin origin) {
    String file = origin.description().replaceFirst(": \\d+(-\\d+)?$", "");
    if (Defaults.isDefault(origin)) {
      return file.replace(Defaults.MARK, "");
    }
    boolean inFile = origin.lineNumber() > 0 && !file.startsWith(Overrides.ORIGIN);
    return inFile ? file + ":" + origin.lineNumber() : file;
  }

  private static Stream<ConfigValue> leaves(ConfigValue value) {
    return value instanceof ConfigObject object && !object.isEmpty()
        ? object.values().stream().flatMap(Origins::leaves)
        : Stream.of(value);
  }
}
