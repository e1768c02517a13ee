package org.synthassay.report;

import org.synthassay.math.Histogram;

/**
 * How one spatial feature is spread in both sets.
 *
 * @param feature its key under {@code spatial} in metrics.json, such as {@code biq}
 */
public record Distribution(String feature, Histogram histogram) {}
