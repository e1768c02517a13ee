package org.synthassay.distance;

import java.io.Serializable;
import java.util.Arrays;
import org.synthassay.math.StudentT;

/**
 * FID as it would be with endlessly many images: FID's bias falls as 1/n, so that halves have twice
 * as much of it.
 *
 * @param value 2·FID − the mean over halves
 * @param low of the interval of 95 %
 * @param standardError by FID's influence function
 * @param splits of both sets into halves
 */
public record FidInfinity(double value, double low, double high, double standardError, int splits)
    implements Serializable {
  private static final double CENTRAL = 0.975;

  /**
   * @param halves FID between the first halves of every split, then between the second ones
   */
  public static FidInfinity of(double fid, double[][] halves, double standardError) {
    int splits = halves[0].length;
    double half = Arrays.stream(halves).flatMapToDouble(Arrays::stream).average().orElse(fid);
    double value = 2 * fid - half;
    double reach = StudentT.quantile(CENTRAL, splits - 1) * standardError;
    return new FidInfinity(value, value - reach, value + reach, standardError, splits);
  }
}
