package org.synthassay.distance;

import java.io.Serializable;

/**
 * What the synthetic images that raise FID most make of it.
 *
 * @param images how many they are
 * @param fidWithout FID of all images but these
 * @param share of FID that goes with them
 */
public record Influential(int images, double fidWithout, double share) implements Serializable {
  private static final int ONE_IN = 100;
  private static final int MOST = 1000;

  /** One in a hundred synthetic images, at most so many that their rows fit beside a covariance. */
  public static int images(int synthetic) {
    return Math.min(MOST, (synthetic + ONE_IN - 1) / ONE_IN);
  }

  public static Influential of(int images, double fid, double without) {
    return new Influential(images, without, fid > 0 ? 1 - without / fid : 0);
  }
}
