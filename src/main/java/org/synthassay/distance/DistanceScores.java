package org.synthassay.distance;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Distances between the two distributions; null where skipped. */
public record DistanceScores(
    @Nullable Double fid, @Nullable KernelDistance kid, @Nullable FidInfinity fidInfinity)
    implements Serializable {}
