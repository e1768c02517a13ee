package org.synthassay.shard;

import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;

/**
 * One image's bytes, read from a container.
 *
 * @param content null exactly where {@code rejected} says why it could not be read
 */
@SuppressWarnings("ArrayRecordComponent")
public record Encoded(String member, byte @Nullable [] content, @Nullable Rejected rejected) {

  static Encoded of(String member, byte[] content) {
    return new Encoded(member, content, null);
  }

  static Encoded rejected(String member, Rejected reason) {
    return new Encoded(member, null, reason);
  }
}
