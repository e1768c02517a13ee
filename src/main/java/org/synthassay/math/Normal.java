package org.synthassay.math;

/** The standard normal distribution. */
public final class Normal {
  /** The z that 97.5 % stay below. */
  public static final double CENTRAL_95 = 1.959963984540054;

  private static final int TERMS = 200;

  private Normal() {}

  /** P(|Z| ≥ |z|): a series near 0, a continued fraction further out. */
  public static double twoSided(double z) {
    double x = Math.abs(z);
    return x < 3 ? 1 - 2 * density(x) * series(x) : 2 * density(x) * fraction(x);
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }

  /** x + x³/3 + x⁵/15 + …, which times the density is P(0 ≤ Z ≤ x). */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < TERMS; n++) {
      term *= x * x / (2 * n + 1);
      sum += term;
    }
    return sum;
  }

  /** 1/(x + 1/(x + 2/(x + 3/(x + …)))), which times the density is P(Z ≥ x). */
  private static double fraction(double x) {
    double value = x;
    for (int n = TERMS; n > 0; n--) {
      value = x + n / value;
    }
    return 1 / value;
  }
}
