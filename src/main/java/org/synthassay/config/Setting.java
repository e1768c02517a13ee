package org.synthassay.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One value of the configuration; every fault names its file and line, key, value and what is
 * allowed.
 *
 * @param path the full key, such as {@code audit.manifold.k}
 */
record Setting(String path, ConfigValue value) {

  private static final int SHOWN_CHARACTERS = 80;

  boolean isObject() {
    return value.valueType() == ConfigValueType.OBJECT;
  }

  /** Any text but a blank one; numbers and booleans as they stand in the file. */
  String text() {
    String text = scalar();
    if (text.isBlank()) {
      throw wrong("must be a text that is not blank");
    }
    return text;
  }

  /** True where a text holds nothing but blanks. */
  boolean isBlank() {
    return value.valueType() == ConfigValueType.STRING && scalar().isBlank();
  }

  boolean flag() {
    return switch (scalar()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("must be true or false");
    };
  }

  int whole(int min, int max) {
    return whole(min, max, "");
  }

  /** A whole number, where the key takes {@code words} too. */
  int whole(int min, int max, String words) {
    return (int) whole((long) min, (long) max, words);
  }

  long whole(long min, long max) {
    return whole(min, max, "");
  }

  private long whole(long min, long max, String words) {
    String allowed = "must be " + words + "a whole number" + range(min, max);
    try {
      long number = new BigDecimal(scalar()).longValueExact();
      if (number >= min && number <= max) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(allowed, e);
    }
    throw wrong(allowed);
  }

  /** A finite number. */
  double number() {
    try {
      double number = new BigDecimal(scalar()).doubleValue();
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong("must be a number", e);
    }
    throw wrong("must be a finite number");
  }

  /**
   * The constant of {@code type} named by this text: lower case, hyphens for underscores.
   *
   * @param further words that the key takes too
   */
  <E extends Enum<E>> E choice(Class<E> type, String... further) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(scalar()))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "must be "
                        + alternatives(
                            Stream.concat(
                                    Stream.of(further),
                                    Arrays.stream(type.getEnumConstants()).map(Setting::word))
                                .toList())));
  }

  /** The elements of a list; a single value is a list of one. */
  List<Setting> elements() {
    if (!(value instanceof ConfigList list)) {
      return List.of(this);
    }
    return IntStream.range(0, list.size())
        .mapToObj(i -> new Setting(path + "[" + i + "]", list.get(i)))
        .toList();
  }

  List<String> texts() {
    List<String> texts = elements().stream().map(Setting::text).toList();
    if (texts.isEmpty()) {
      throw wrong("must hold at least one text");
    }
    return texts;
  }

  ConfigException wrong(String allowed) {
    return new ConfigException(message(allowed));
  }

  ConfigException wrong(String allowed, Throwable cause) {
    return new ConfigException(message(allowed), cause);
  }

  /** Where the value was written: {@code file:line} or {@code command line: key=value}. */
  String place() {
    return Origins.place(Origins.of(value));
  }

  static String alternatives(List<String> words) {
    int last = words.size() - 1;
    return last == 0
        ? words.get(0)
        : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
  }

  private String message(String allowed) {
    return line() + ": " + allowed;
  }

  /** {@code file:line: key = value}. */
  String line() {
    return place() + ": " + path + " = " + shown();
  }

  private String shown() {
    if (value instanceof ConfigObject object) {
      return object.entrySet().stream()
          .filter(entry -> !Defaults.isDefault(Origins.of(entry.getValue())))
          .map(Map.Entry::getKey)
          .sorted()
          .collect(Collectors.joining(", ", "{ ", " }"))
          .replace("{  }", "{}");
    }
    String text =
        value.valueType() == ConfigValueType.NUMBER
            ? scalar()
            : Secrets.masked(path, value).render(ConfigRenderOptions.concise());
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
  }

  /** The value as it stands; empty where it is a block or a list: no text, number or choice. */
  String scalar() {
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> value.atKey("v").getString("v");
      case OBJECT, LIST, NULL -> "";
    };
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String range(long min, long max) {
    boolean open = max == Integer.MAX_VALUE || max == Long.MAX_VALUE;
    if (min == Long.MIN_VALUE) {
      return "";
    }
    return open ? " >= " + min : " from " + min + " to " + max;
  }
}
