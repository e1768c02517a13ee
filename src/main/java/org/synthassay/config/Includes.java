package org.synthassay.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.util.regex.Pattern;

/** Parses a file with its includes, which must be files beside it: no URL, no class path. */
final class Includes
    implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

  private static final int MAX_DEPTH = 10;
  private static final Pattern ABSOLUTE = Pattern.compile("[/\\\\].*|[A-Za-z][A-Za-z0-9+.-]*:.*");

  private final ConfigText file;
  private final int depth;

  private Includes(ConfigText file, int depth) {
    this.file = file;
    this.depth = depth;
  }

  /** The file as it stands, substitutions not yet resolved. */
  static Config parse(ConfigText file) {
    return parse(file, 0);
  }

  private static Config parse(ConfigText file, int depth) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setOriginDescription(file.name())
            .setIncluder(new Includes(file, depth));
    try {
      return ConfigFactory.parseString(file.text(), options);
    } catch (com.typesafe.config.ConfigException e) {
      throw ParserFaults.of(e);
    }
  }

  @Override
  public ConfigObject include(ConfigIncludeContext context, String what) {
    if (ABSOLUTE.matcher(what).matches()) {
      throw refused(what, "must be a path relative to this file");
    }
    if (depth >= MAX_DEPTH) {
      throw refused(what, "files may include each other " + MAX_DEPTH + " deep, not in a circle");
    }
    try {
      return parse(file.siblings().read(what), depth + 1).root();
    } catch (IOException e) {
      throw refused(what, "must be a readable file beside this one: " + e.getMessage());
    }
  }

  @Override
  public ConfigObject includeFile(ConfigIncludeContext context, File what) {
    throw refused(what.getPath(), "write include \"relative path\", not file(…)");
  }

  @Override
  public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
    throw refused(what.toString(), "must be a path relative to this file, not url(…)");
  }

  @Override
  public ConfigObject includeResources(ConfigIncludeContext context, String what) {
    throw refused(what, "must be a path relative to this file, not classpath(…)");
  }

  @Override
  public ConfigIncluder withFallback(ConfigIncluder fallback) {
    return this;
  }

  private ConfigException refused(String what, String allowed) {
    return new ConfigException(
        file.name() + lineOf(what) + ": include \"" + Secrets.masked(what) + "\": " + allowed);
  }

  /** The parser does not tell where an include stands, so it is looked up. */
  private String lineOf(String what) {
    String[] lines = file.text().split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (lines[i].contains("include") && lines[i].contains(what)) {
        return ":" + (i + 1);
      }
    }
    return "";
  }
}
