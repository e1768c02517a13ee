package org.synthassay.math;

import java.io.Serializable;

/**
 * A score that could not be computed: absent from the results and named here, never a made-up 0.
 *
 * @param key the score's path in metrics.json, such as {@code manifold.precision}
 * @param reason a sentence that says why
 */
public record Skipped(String key, String reason) implements Serializable {}
