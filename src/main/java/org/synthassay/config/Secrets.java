package org.synthassay.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps passwords and keys out of messages and of what a run leaves. */
public final class Secrets {

  static final String MASK = "***";

  private static final String WORDS = "secret|password|token|access-?key|credential|signature";
  private static final Pattern SECRET_KEY =
      Pattern.compile("(?i).*(secret|password|token|access-?key|credential).*");

  /** user:password@ of a URI; digits up to a slash are a port, but in S3's, which has none. */
  private static final Pattern USER_INFO =
      Pattern.compile("(?:(?<=\\bs3[an]?)://[^/@:\\s]+:|://[^/@:\\s]+:(?!\\d+(/|$)))[^@\\s]*@");

  /** A secret parameter of a signed URI. */
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&](?:sig|[^=&\\s]*(?:" + WORDS + ")[^=&\\s]*)=)[^&#\\s]+");

  private Secrets() {}

  /** {@code value} of {@code key}, each secret inside it replaced; objects and lists throughout. */
  static ConfigValue masked(String key, ConfigValue value) {
    if (value instanceof ConfigObject object) {
      Map<String, ConfigValue> entries = new LinkedHashMap<>();
      object.forEach((name, entry) -> entries.put(name, masked(name, entry)));
      return ConfigValueFactory.fromMap(entries);
    }
    if (value instanceof ConfigList list) {
      return ConfigValueFactory.fromIterable(
          list.stream().map(element -> masked(key, element)).toList());
    }
    if (isSecret(key) && value.valueType() != ConfigValueType.NULL) {
      return ConfigValueFactory.fromAnyRef(MASK);
    }
    return switch (value.valueType()) {
      case STRING -> ConfigValueFactory.fromAnyRef(masked(value.unwrapped().toString()));
      case NUMBER -> asWritten(value);
      default -> value;
    };
  }

  /** As text where a number would lose its form: a class of 1.0 must not become one of 1. */
  private static ConfigValue asWritten(ConfigValue number) {
    String text = number.atKey("v").getString("v");
    return text.equals(number.unwrapped().toString())
        ? number
        : ConfigValueFactory.fromAnyRef(text);
  }

  /** {@code text} without the passwords and signatures of the URIs in it. */
  public static String masked(String text) {
    String withoutUsers = USER_INFO.matcher(text).replaceAll("://" + MASK + ":" + MASK + "@");
    return PARAMETER.matcher(withoutUsers).replaceAll("$1" + MASK);
  }

  static boolean isSecret(String key) {
    return SECRET_KEY.matcher(key).matches();
  }
}
