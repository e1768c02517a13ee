package org.synthassay.calibration;

import java.io.Serializable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.StudentT;

/**
 * A score with its interval, beside what it is between halves of the sets and what real halves
 * reach among themselves; intervals are of 95 %.
 *
 * @param value at full size
 * @param half mean over the halves of all splits
 * @param real the same of real halves against real halves
 * @param ratio half over real, its interval on the log scale as if both were independent, which
 *     they are not: too wide rather than too narrow. Null where real is at its floor
 */
public record CalibratedScore(
    double value,
    double low,
    double high,
    double half,
    double halfLow,
    double halfHigh,
    double real,
    double realLow,
    double realHigh,
    @Nullable Double ratio,
    @Nullable Double ratioLow,
    @Nullable Double ratioHigh)
    implements Serializable {

  /** Real halves below it tell nothing of what is divided by them. */
  public static final double FLOOR = 0.05;

  private static final double CENTRAL = 0.975;

  /** One score in the halves: [first, second][split]. */
  record Halves(double[][] values) {
    private int splits() {
      return values[0].length;
    }

    double mean() {
      return Arrays.stream(values).flatMapToDouble(Arrays::stream).average().orElse(Double.NaN);
    }

    /** t · standard deviation over the first halves. */
    double spread() {
      double mean = Arrays.stream(values[0]).average().orElse(Double.NaN);
      double squares = Arrays.stream(values[0]).map(v -> (v - mean) * (v - mean)).sum();
      return StudentT.quantile(CENTRAL, splits() - 1) * Math.sqrt(squares / (splits() - 1));
    }

    /** How far the mean over the halves may be off. */
    double meanSpread() {
      return spread() * Math.sqrt(1 + 1.0 / splits());
    }
  }

  static CalibratedScore of(double value, Halves halves, Halves real) {
    return of(value, halves.spread(), halves, real).over(real.mean() >= FLOOR, halves, real);
  }

  /**
   * A score whose interval at full size is known without halves.
   *
   * @param reach from the value to both ends of its interval
   * @param halves [first, second][split]
   * @param real the same of real halves
   */
  public static CalibratedScore of(double value, double reach, double[][] halves, double[][] real) {
    return of(value, reach, new Halves(halves), new Halves(real));
  }

  /** The same with its ratio: for scores of which twice as much is twice as bad. */
  public CalibratedScore over(double[][] halves, double[][] real) {
    return over(this.real > 0, new Halves(halves), new Halves(real));
  }

  private static CalibratedScore of(double value, double reach, Halves halves, Halves real) {
    double half = halves.mean();
    double ceiling = real.mean();
    return new CalibratedScore(
        value,
        value - reach,
        value + reach,
        half,
        half - halves.meanSpread(),
        half + halves.meanSpread(),
        ceiling,
        ceiling - real.meanSpread(),
        ceiling + real.meanSpread(),
        null,
        null,
        null);
  }

  private CalibratedScore over(boolean divided, Halves halves, Halves ofReal) {
    boolean logged = divided && half > 0;
    double factor =
        logged
            ? Math.exp(Math.hypot(halves.meanSpread() / half, ofReal.meanSpread() / real))
            : Double.NaN;
    return new CalibratedScore(
        value,
        low,
        high,
        half,
        halfLow,
        halfHigh,
        real,
        realLow,
        realHigh,
        divided ? (Double) (half / real) : null,
        logged ? (Double) (half / real / factor) : null,
        logged ? (Double) (half / real * factor) : null);
  }
}
