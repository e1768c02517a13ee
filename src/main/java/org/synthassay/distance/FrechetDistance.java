package org.synthassay.distance;

import org.synthassay.math.Compared;
import org.synthassay.math.CrossSpectrum;
import org.synthassay.math.Factor;
import org.synthassay.math.Moments;

/** FID: the Fréchet distance of the two sets' normal approximations (Heusel et al. 2017). */
public final class FrechetDistance {
  /** Of the traces, and of FID: what rounding may move before the slower way is taken. */
  private static final double OF_TRACES = 5e-10;

  private static final double OF_DISTANCE = 1e-8;

  private FrechetDistance() {}

  /** ‖μx − μy‖² + tr Σx + tr Σy − 2·tr((Σx Σy)^½), divisor n − 1, at least 0. */
  public static double of(Compared<Sample> sets) {
    Compared<Factor> factors = sets.map(Sample::factor);
    boolean real = factors.real().rows() <= factors.synthetic().rows();
    CrossSpectrum spectrum =
        real
            ? CrossSpectrum.of(factors.real(), sets.synthetic().moments())
            : CrossSpectrum.of(factors.synthetic(), sets.real().moments());
    return of(sets.map(Sample::moments), factors, spectrum);
  }

  /**
   * By the eigenvalues, or by singular values where those are too small to bear being squared.
   *
   * @param factors of the same covariances as the moments
   */
  static double of(Compared<Moments> moments, Compared<Factor> factors, CrossSpectrum spectrum) {
    double traces = moments.real().totalVariance() + moments.synthetic().totalVariance();
    double apart = 0;
    for (double difference : moments.real().apart(moments.synthetic())) {
      apart += difference * difference;
    }
    double distance = Math.max(0, apart + traces - 2 * spectrum.traceOfRoot());
    if (2 * spectrum.doubt() <= Math.max(OF_TRACES * traces, OF_DISTANCE * distance)) {
      return distance;
    }
    double root = factors.real().traceOfRoot(factors.synthetic());
    return Math.max(0, apart + traces - 2 * root);
  }
}
