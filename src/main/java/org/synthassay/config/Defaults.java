package org.synthassay.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The defaults of {@code reference.conf}. */
final class Defaults {

  /** Ends the origin of every default, so that messages name the user's file without a line. */
  static final String MARK = " (default)";

  private static final String RESOURCE = "reference.conf";

  private static final List<String> WITHOUT_DEFAULT =
      List.of(
          "audit.real.images",
          "audit.real.manifest.path-column",
          "audit.real.manifest.where",
          "audit.real.label.from.manifest.column",
          "audit.synthetic.label.from.manifest.column",
          "audit.prepare.crop.random.size",
          "audit.prepare.crop.random.per-image");

  private Defaults() {}

  /** For {@code file}; other libraries on a cluster's class path have a reference.conf too. */
  static Config of(String file, String block) {
    return ConfigFactory.parseResources(
            Defaults.class.getClassLoader(),
            RESOURCE,
            ConfigParseOptions.defaults().setOriginDescription(file + MARK))
        .withOnlyPath(block);
  }

  static boolean isDefault(ConfigOrigin origin) {
    return origin.description().contains(MARK);
  }

  /** The full key of every setting of a block that somebody may look for in the wrong place. */
  static Stream<String> paths(String block) {
    return Stream.concat(
            of(RESOURCE, block).entrySet().stream().map(Map.Entry::getKey),
            WITHOUT_DEFAULT.stream())
        .filter(path -> path.startsWith(block + "."));
  }
}
