package org.synthassay.spark.listing;

/** An input that the configuration names is not there, or cannot be what it is said to be. */
public final class NoSuchInputException extends RuntimeException {
  private final String input;

  public NoSuchInputException(String input, String message) {
    super(message);
    this.input = input;
  }

  /** The value in the configuration. */
  public String input() {
    return input;
  }
}
