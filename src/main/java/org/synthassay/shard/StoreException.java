package org.synthassay.shard;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The store failed, not the data: never a rejection, but a failure of the task, which may be tried
 * again.
 */
public final class StoreException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  public StoreException(String file, IOException cause) {
    super(
        file
            + ": cannot be read from its store: "
            + ShardPosition.printable(
                cause.getMessage() == null ? cause.toString() : cause.getMessage()),
        cause);
  }
}
