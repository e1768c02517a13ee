package org.synthassay.config;

import com.typesafe.config.ConfigException.UnresolvedSubstitution;
import com.typesafe.config.ConfigException.WrongType;
import com.typesafe.config.ConfigOrigin;

/** Turns the parser's exceptions into messages of the one form that all faults have. */
final class ParserFaults {

  private ParserFaults() {}

  static ConfigException of(com.typesafe.config.ConfigException e) {
    ConfigOrigin origin = e.origin();
    String message = String.valueOf(e.getMessage());
    if (origin == null) {
      return new ConfigException(message, e);
    }
    String reason = reason(message.replace(origin.description() + ": ", ""));
    return new ConfigException(
        Origins.place(origin) + ": " + Secrets.masked(reason) + advice(e), e);
  }

  private static String advice(com.typesafe.config.ConfigException e) {
    if (e instanceof UnresolvedSubstitution) {
      return ": define it in let { … } or as an environment variable";
    }
    return e instanceof WrongType
        ? "; a choice with settings is a block with its name, as crop { random { size = 512 } }"
        : "; this is no HOCON: texts with other signs than letters and digits need quotes";
  }

  /** The parser's words, without what misleads: it calls a missing brace a parenthesis. */
  private static String reason(String message) {
    return message
        .replaceFirst("(?s), \\w*\\(.* are not compatible$", "")
        .replaceFirst(" \\(if you (intended|want) .*", "")
        .replace(
            "expecting a close parentheses ')' here, not", "expecting a close brace } here, got");
  }
}
