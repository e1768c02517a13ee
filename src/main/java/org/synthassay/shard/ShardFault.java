package org.synthassay.shard;

import java.io.IOException;
import org.synthassay.image.Rejected.Reason;

/** A failure whose reason code is known where it is thrown; any other is a damaged archive. */
final class ShardFault extends IOException {
  private static final long serialVersionUID = 1L;
  private final Reason code;

  ShardFault(Reason code, String message) {
    super(message);
    this.code = code;
  }

  /** The store, not the archive, failed. */
  static ShardFault ofStore(IOException cause) {
    ShardFault fault =
        new ShardFault(Reason.UNREADABLE, "cannot be read from its store: " + cause.getMessage());
    fault.initCause(cause);
    return fault;
  }

  Reason code() {
    return code;
  }
}
