package org.synthassay.config;

/**
 * A wrong command line, configuration or input: the process ends with exit code 2 and this message.
 */
public final class ConfigException extends RuntimeException {
  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
