package org.synthassay.distance;

import java.io.Serializable;

/**
 * FID extrapolated to infinitely many images (Chong and Forsyth 2020).
 *
 * @param value the intercept of least squares over 1/n
 * @param standardError of the intercept
 * @param smallest the fewest images of a set that FID was computed from
 * @param sizes how many sizes were fitted
 */
public record FidInfinity(double value, double standardError, int smallest, int sizes)
    implements Serializable {}
