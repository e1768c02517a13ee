package org.synthassay.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each value was written, for faults that show only once the data is looked at.
 *
 * @param lines full key, such as {@code audit.real.images} → {@code file:line: key = value}
 */
public record SettingOrigins(Map<String, String> lines) implements Serializable {

  public SettingOrigins {
    lines = Collections.unmodifiableMap(new TreeMap<>(lines));
  }

  static SettingOrigins of(Setting root) {
    Map<String, String> lines = new TreeMap<>();
    collect(root, lines);
    return new SettingOrigins(lines);
  }

  private static void collect(Setting setting, Map<String, String> lines) {
    lines.put(setting.path(), setting.line());
    if (setting.isObject()) {
      Section.ofAny(setting).entries().forEach(entry -> collect(entry, lines));
    }
  }

  /** The fault of the value at {@code key}: its place, its value and the rule it breaks. */
  public ConfigException wrong(String key, String rule) {
    return new ConfigException(lines.getOrDefault(key, key) + ": " + rule);
  }
}
