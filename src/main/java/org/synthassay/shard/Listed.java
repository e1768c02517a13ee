package org.synthassay.shard;

import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;

/**
 * One thing found in a container, without its pixels: an image, or what cannot be or is not one.
 *
 * @param member the name inside the container; empty where the file itself is meant
 * @param bytes encoded length, −1 where the container does not tell
 * @param label from a sidecar or label column
 * @param group from a sidecar or group column
 * @param part members of one part are read by one task; parts of a shard may be read side by side
 * @param rejected why it cannot be used, or null
 * @param ignored it is no image by its name (a sidecar, a note)
 */
public record Listed(
    String member,
    long bytes,
    @Nullable String label,
    @Nullable String group,
    int part,
    @Nullable Rejected rejected,
    boolean ignored) {

  static Listed image(String member, long bytes) {
    return new Listed(member, bytes, null, null, 0, null, false);
  }

  static Listed ignored(String member, long bytes) {
    return new Listed(member, bytes, null, null, 0, null, true);
  }

  static Listed rejected(String member, long bytes, Rejected reason) {
    return new Listed(member, bytes, null, null, 0, reason, false);
  }

  Listed with(Sidecar sidecar) {
    return new Listed(member, bytes, sidecar.label(), sidecar.group(), part, rejected, ignored);
  }

  Listed inPart(int number) {
    return new Listed(member, bytes, label, group, number, rejected, ignored);
  }
}
