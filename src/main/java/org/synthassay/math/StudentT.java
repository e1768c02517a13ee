package org.synthassay.math;

/** Student's t distribution, for intervals from a few values. */
public final class StudentT {
  private static final int STEPS = 2000;

  private StudentT() {}

  /** The t that a variable of {@code freedom} degrees stays below with {@code probability} > ½. */
  public static double quantile(double probability, int freedom) {
    double low = 0;
    double high = 1e4;
    for (int step = 0; step < 100; step++) {
      double middle = (low + high) / 2;
      if (below(middle, freedom) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** P(T ≤ t) for t ≥ 0: the density over the angle θ, t = √ν·tan θ, is cos(θ)^(ν−1). */
  static double below(double t, int freedom) {
    double end = Math.atan(t / Math.sqrt(freedom));
    return 0.5 + integral(end, freedom) / (2 * integral(Math.PI / 2, freedom));
  }

  /** Simpson's rule; the integrand is smooth. */
  private static double integral(double end, int freedom) {
    double width = end / STEPS;
    double sum = 0;
    for (int i = 0; i <= STEPS; i++) {
      double weight = i == 0 || i == STEPS ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.pow(Math.cos(i * width), freedom - 1);
    }
    return sum * width / 3;
  }
}
