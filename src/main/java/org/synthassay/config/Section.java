package org.synthassay.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** An object of the configuration: it opens only when all of its keys are known. */
final class Section {

  private final Setting setting;
  private final ConfigObject object;

  private Section(Setting setting, ConfigObject object) {
    this.setting = setting;
    this.object = object;
  }

  /** Opens {@code setting} where it is an object with no other keys than {@code keys}. */
  static Section of(Setting setting, String... keys) {
    Section section = ofAny(setting);
    List<String> known = List.of(keys);
    section.entries().stream()
        .filter(entry -> !known.contains(section.keyOf(entry)))
        .findFirst()
        .ifPresent(
            entry -> {
              throw entry.wrong(Suggestion.unknown(setting.path(), section.keyOf(entry), known));
            });
    return section;
  }

  /** Opens {@code setting} where it is an object, with keys of the user's own. */
  static Section ofAny(Setting setting) {
    if (!(setting.value() instanceof ConfigObject object)) {
      throw setting.wrong("must be a block { … }");
    }
    return new Section(setting, object);
  }

  Setting setting() {
    return setting;
  }

  /** Every entry that is set, in the order of the file; a null unsets its key. */
  List<Setting> entries() {
    return object.entrySet().stream()
        .filter(entry -> entry.getValue().valueType() != ConfigValueType.NULL)
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, ConfigValue> e) -> Origins.of(e.getValue()).lineNumber())
                .thenComparing(Map.Entry::getKey))
        .map(entry -> new Setting(pathOf(entry.getKey()), entry.getValue()))
        .toList();
  }

  /** The last part of an entry's path, as written in the file. */
  String keyOf(Setting entry) {
    return entry.path().substring(pathOf("").length());
  }

  Optional<Setting> find(String key) {
    return Optional.ofNullable(object.get(key))
        .filter(value -> value.valueType() != ConfigValueType.NULL)
        .map(value -> new Setting(pathOf(key), value));
  }

  Setting get(String key) {
    return find(key).orElseThrow(() -> missing(key));
  }

  Section open(String key, String... keys) {
    return of(get(key), keys);
  }

  /** Runs a record's constructor; what the record refuses becomes a fault of this section. */
  <T> T build(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw setting.wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private ConfigException missing(String key) {
    ConfigValue unset = object.get(key);
    return unset == null
        ? setting.wrong("needs " + key)
        : new Setting(pathOf(key), unset).wrong("needs a value");
  }

  private String pathOf(String key) {
    return setting.path().isEmpty() ? key : setting.path() + "." + key;
  }
}
