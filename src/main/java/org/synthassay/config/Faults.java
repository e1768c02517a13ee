package org.synthassay.config;

import com.typesafe.config.ConfigOrigin;

/** Turns the parser's exceptions into messages of the one form that all faults have. */
final class Faults {

  private Faults() {}

  static ConfigException of(com.typesafe.config.ConfigException e) {
    ConfigOrigin origin = e.origin();
    String message = String.valueOf(e.getMessage());
    if (origin == null) {
      return new ConfigException(message, e);
    }
    String reason = message.replace(origin.description() + ": ", "");
    return new ConfigException(Origins.place(origin) + ": " + Secrets.masked(reason), e);
  }
}
