package org.synthassay.shard;

import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;

/**
 * One image found in a container, without its pixels.
 *
 * @param member the image's name inside the container; empty where the file itself is the image
 * @param bytes encoded length, −1 where the container does not tell
 * @param label from a sidecar or label column
 * @param rejected why it cannot be used, or null
 */
public record Listed(
    String member,
    long bytes,
    @Nullable String label,
    @Nullable String group,
    @Nullable Rejected rejected) {}
