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

  Reason code() {
    return code;
  }
}
