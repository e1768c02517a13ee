package org.synthassay.spark.run;

/** An audit cannot go on: the message says why and what to do, and is all that a user sees. */
public final class StageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StageException(String message) {
    super(message);
  }

  public StageException(String message, Throwable cause) {
    super(message, cause);
  }
}
