package org.synthassay.embedding;

/**
 * The one-dimensional factors of GIST's Gabor filters: 4 scales, 8 orientations, 31×31 taps.
 *
 * <p>A round envelope makes each filter a sum of two products of a row and a column: cos(a + b) =
 * cos a·cos b − sin a·sin b. Orientations θ and π − θ share their factors but for a sign, so angles
 * of 0..π/2 suffice.
 */
final class GaborBank {

  static final int SCALES = 4;
  static final int ORIENTATIONS = 8;

  /** Distinct angles 0, π/8, …, π/2 of one scale. */
  static final int ANGLES = ORIENTATIONS / 2 + 1;

  static final int TAPS = 31;
  private static final int HALF = TAPS / 2;

  /**
   * One angle of one scale.
   *
   * @param rowCos taps of envelope·cos along x; rowSin, columnCos, columnSin alike
   * @param evenMean mean of the 31×31 even kernel before it is made zero-mean (the odd one's is 0)
   * @param evenNorm 2-norm of the even kernel, zero-mean; oddNorm alike
   */
  record Factors(
      double[] rowCos,
      double[] rowSin,
      double[] columnCos,
      double[] columnSin,
      double evenMean,
      double evenNorm,
      double oddNorm) {}

  private GaborBank() {}

  /** Wavelength 3·1.9^scale pixels, σ half of it, angle·π/8. */
  static Factors factors(int scale, int angle) {
    double wavelength = 3 * StrictMath.pow(1.9, scale);
    double theta = StrictMath.PI * angle / ORIENTATIONS;
    double alongX = 2 * StrictMath.PI / wavelength * StrictMath.cos(theta);
    double alongY = 2 * StrictMath.PI / wavelength * StrictMath.sin(theta);
    double[][] factors = new double[4][TAPS];
    for (int i = 0; i < TAPS; i++) {
      int offset = i - HALF;
      double envelope = StrictMath.exp(-2.0 * offset * offset / (wavelength * wavelength));
      factors[0][i] = envelope * StrictMath.cos(alongX * offset);
      factors[1][i] = envelope * StrictMath.sin(alongX * offset);
      factors[2][i] = envelope * StrictMath.cos(alongY * offset);
      factors[3][i] = envelope * StrictMath.sin(alongY * offset);
    }
    return withNorms(factors);
  }

  private static Factors withNorms(double[][] factors) {
    double sum = 0;
    double evenSquares = 0;
    double oddSquares = 0;
    for (int y = 0; y < TAPS; y++) {
      for (int x = 0; x < TAPS; x++) {
        double even = factors[0][x] * factors[2][y] - factors[1][x] * factors[3][y];
        double odd = factors[1][x] * factors[2][y] + factors[0][x] * factors[3][y];
        sum += even;
        evenSquares += even * even;
        oddSquares += odd * odd;
      }
    }
    double mean = sum / (TAPS * TAPS);
    double evenNorm = Math.sqrt(evenSquares - mean * sum);
    return new Factors(
        factors[0], factors[1], factors[2], factors[3], mean, evenNorm, Math.sqrt(oddSquares));
  }
}
