package org.synthassay.config;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where each value was written, for faults that show only once the data is looked at.
 *
 * @param lines full key, such as {@code audit.real.images} → {@code file:line: key = value}
 * @param texts full key → its value, or those of its list, whole
 */
public record SettingOrigins(Map<String, String> lines, Map<String, List<String>> texts)
    implements Serializable {

  public SettingOrigins {
    lines = Collections.unmodifiableMap(new TreeMap<>(lines));
    texts = Collections.unmodifiableMap(new TreeMap<>(texts));
  }

  static SettingOrigins of(Setting root) {
    Map<String, String> lines = new TreeMap<>();
    Map<String, List<String>> texts = new TreeMap<>();
    collect(root, lines, texts);
    return new SettingOrigins(lines, texts);
  }

  private static void collect(
      Setting setting, Map<String, String> lines, Map<String, List<String>> texts) {
    lines.put(setting.path(), setting.line());
    if (setting.isObject()) {
      Section.ofAny(setting).entries().forEach(entry -> collect(entry, lines, texts));
    } else {
      texts.put(setting.path(), setting.elements().stream().map(Setting::scalar).toList());
    }
  }

  /** The keys of which {@code text} is the value, or one of them. */
  public List<String> keysOf(String text) {
    return texts.entrySet().stream()
        .filter(entry -> entry.getValue().contains(text))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The fault of the value at {@code key}: its place, its value and the rule it breaks. */
  public ConfigException wrong(String key, String rule) {
    return new ConfigException(lines.getOrDefault(key, key) + ": " + rule);
  }
}
