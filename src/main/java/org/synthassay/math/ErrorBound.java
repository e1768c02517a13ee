package org.synthassay.math;

/**
 * How far n_x + n_y − 2p can be from the squared distance of the original rows, where p is the
 * float32 inner product of the rows after centring, scaling and rounding, and n their squared
 * norms: at most relative · (n_x + n_y) + absolute.
 *
 * <p>The inner product of d terms in any order errs by at most γ_d·‖x‖·‖y‖ (Higham 2002, §3.1), and
 * 2‖x‖‖y‖ ≤ n_x + n_y; rounding the centred rows adds 4u; the rest covers the float32 evaluation of
 * thresholds, the float64 sums, and underflow (also where the processor flushes it to zero).
 *
 * @param relative multiplies the sum of the squared norms
 * @param absolute added, in squared scaled units
 */
public record ErrorBound(double relative, double absolute) {
  private static final double UNIT = 0x1p-24;
  private static final int OTHER_ROUNDINGS = 32;

  /** The bound for rows of {@code dimension} values whose scaled norms are at most 1. */
  public static ErrorBound of(int dimension) {
    double gamma = dimension * UNIT / (1 - dimension * UNIT);
    return new ErrorBound(gamma + OTHER_ROUNDINGS * UNIT, (dimension + 8) * 0x1p-122);
  }

  /**
   * The bound for shadows of rows of {@code dimension} values on {@code directions} directions,
   * below which the rows' squared distance cannot be: what is left of a row beside its directions
   * is a root of a float64 difference, wrong by up to η = √(d·2⁻⁵⁰) of the row, and a shadow that
   * is off by η moves the squared distance by up to 4η of the norms.
   */
  public static ErrorBound ofShadows(int dimension, int directions) {
    ErrorBound ofProducts = of(directions + 1);
    double left = Math.sqrt(dimension * 0x1p-50);
    return new ErrorBound(
        ofProducts.relative + 5 * left, ofProducts.absolute + dimension * 0x1p-122);
  }

  /** The least squared distance that {@code estimate} allows. */
  public double low(double estimate, double norms) {
    return Math.max(0, estimate - relative * norms - absolute);
  }

  /** The greatest squared distance that {@code estimate} allows. */
  public double high(double estimate, double norms) {
    return estimate + relative * norms + absolute;
  }
}
