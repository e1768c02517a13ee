package org.synthassay.manifold;

/**
 * What the nearest real row says about a synthetic one, as bits: for each kind of radius whether
 * the synthetic row is authentic, and for each series whether it is a close copy.
 */
public final class Marks {
  private Marks() {}

  /** The bits for real row {@code x} at squared distance {@code square}. */
  static long of(Balls real, int x, double square) {
    long bits = 0;
    int ks = real.ks();
    for (Radius radius : Radius.values()) {
      double[] own = real.own(x, radius);
      if (square > own[0]) {
        bits |= 1L << radius.ordinal();
      }
      for (int k = 0; k < ks; k++) {
        if (square > 0 && 4 * square < own[k]) {
          bits |= 1L << (2 + radius.ordinal() * ks + k);
        }
      }
    }
    return bits;
  }

  /** d(y, x*) &gt; distance from x* to its nearest other real row. */
  public static boolean authentic(long bits, Radius radius) {
    return (bits >> radius.ordinal() & 1) == 1;
  }

  /** 0 &lt; d(y, x*) &lt; r_k(x*)/2. */
  public static boolean close(long bits, int series) {
    return (bits >> (2 + series) & 1) == 1;
  }
}
