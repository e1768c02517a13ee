package org.synthassay.config;

import java.io.IOException;

/**
 * A configuration file as text, on whatever store it lies.
 *
 * @param name as the user wrote it; messages begin with it
 * @param siblings reads what the file includes
 */
public record ConfigText(String name, String text, Siblings siblings) {

  /** Reads a file by its path relative to the one that includes it. */
  @FunctionalInterface
  public interface Siblings {
    ConfigText read(String relative) throws IOException;
  }

  /** A file that includes nothing. */
  public static ConfigText of(String name, String text) {
    return new ConfigText(
        name,
        text,
        relative -> {
          throw new IOException("nothing can be included here");
        });
  }
}
