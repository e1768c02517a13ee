package org.synthassay.distance;

import org.synthassay.math.Compared;
import org.synthassay.math.Factor;
import org.synthassay.math.Moments;

/** FID: the Fréchet distance of the two sets' normal approximations (Heusel et al. 2017). */
public final class FrechetDistance {
  private FrechetDistance() {}

  /**
   * ‖μx − μy‖² + tr Σx + tr Σy − 2·tr((Σx Σy)^½), divisor n − 1, at least 0.
   *
   * @param factors of the same covariances as the moments
   */
  public static double of(Compared<Moments> moments, Compared<Factor> factors) {
    double[] real = moments.real().mean();
    double[] synthetic = moments.synthetic().mean();
    double means = 0;
    for (int j = 0; j < real.length; j++) {
      means += (real[j] - synthetic[j]) * (real[j] - synthetic[j]);
    }
    double traces = moments.real().totalVariance() + moments.synthetic().totalVariance();
    double root = factors.real().traceOfRoot(factors.synthetic());
    return Math.max(0, means + traces - 2 * root);
  }
}
