package org.synthassay.manifold;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Synthetic images that repeat a real one.
 *
 * @param exact at distance 0 from their nearest real image
 * @param close nearer to it than half its radius, but not at 0; null where radii are missing
 */
public record Copies(long exact, @Nullable Long close) implements Serializable {}
