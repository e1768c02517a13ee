package org.synthassay.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The {@code key=value} arguments of the command line. */
final class Overrides {

  static final String ORIGIN = "command line: ";

  /** What needs HOCON's syntax; any other value is taken as it is, so that URIs need no quotes. */
  private static final Pattern HOCON = Pattern.compile("(?s)\\s*([\\[{\"].*|null\\s*)");

  private static final List<String> BLOCKS =
      List.of(ConfigReader.ROOT, ConfigReader.GENERATE, ConfigReader.NAMES);

  private Overrides() {}

  /**
   * Later arguments win.
   *
   * @param block what a key without one belongs to
   */
  static Config parse(List<String> arguments, String block) {
    Config overrides = ConfigFactory.empty();
    for (String argument : arguments) {
      overrides = one(argument, block).withFallback(overrides);
    }
    return overrides;
  }

  private static Config one(String argument, String block) {
    int equals = keyEnd(argument);
    if (equals < 1) {
      throw new ConfigException(
          ORIGIN + Secrets.masked(argument) + ": must be key=value, such as manifold.k=5");
    }
    String key = argument.substring(0, equals).strip();
    String value = argument.substring(equals + 1);
    String origin =
        ORIGIN + key + "=" + (Secrets.isSecret(key) ? Secrets.MASK : Secrets.masked(value));
    try {
      String path = fullPath(key, block);
      return HOCON.matcher(value).matches()
          ? ConfigFactory.parseString(
              path + " = " + value, ConfigParseOptions.defaults().setOriginDescription(origin))
          : ConfigValueFactory.fromAnyRef(value, origin).atPath(path);
    } catch (com.typesafe.config.ConfigException e) {
      throw new ConfigException(
          origin + ": must be key=value; quote keys and texts with special characters", e);
    }
  }

  /** The first equals sign outside quotes, or −1. */
  private static int keyEnd(String argument) {
    boolean quoted = false;
    for (int i = 0; i < argument.length(); i++) {
      char c = argument.charAt(i);
      quoted ^= c == '"';
      if (c == '=' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  private static String fullPath(String key, String block) {
    List<String> parts = new ArrayList<>(ConfigUtil.splitPath(key));
    if (!BLOCKS.contains(parts.get(0))) {
      parts.add(0, block);
    }
    return ConfigUtil.joinPath(parts);
  }
}
