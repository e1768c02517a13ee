package org.synthassay.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import java.util.Map;
import java.util.stream.Stream;

/** The defaults of {@code reference.conf}. */
final class Defaults {

  /** Ends the origin of every default, so that messages name the user's file without a line. */
  static final String MARK = " (default)";

  private static final String RESOURCE = "reference.conf";

  private Defaults() {}

  /** For {@code file}; other libraries on a cluster's class path have a reference.conf too. */
  static Config of(String file) {
    return ConfigFactory.parseResources(
            Defaults.class.getClassLoader(),
            RESOURCE,
            ConfigParseOptions.defaults().setOriginDescription(file + MARK))
        .withOnlyPath(ConfigReader.ROOT);
  }

  static boolean isDefault(ConfigOrigin origin) {
    return origin.description().contains(MARK);
  }

  /** The full key of every default. */
  static Stream<String> paths() {
    return of(RESOURCE).entrySet().stream().map(Map.Entry::getKey);
  }
}
