package org.synthassay.shard;

import org.jspecify.annotations.Nullable;

/**
 * An image that a generator made, on its way into a shard.
 *
 * @param number of the image in its set
 * @param noise number of its noise
 * @param classNumber null without classes
 * @param label the class's name; null without classes
 * @param group images of one group share noise; null: it is alone
 */
@SuppressWarnings("ArrayRecordComponent")
public record MadeImage(
    long number,
    long noise,
    @Nullable Integer classNumber,
    @Nullable String label,
    @Nullable String group,
    byte[] png) {}
