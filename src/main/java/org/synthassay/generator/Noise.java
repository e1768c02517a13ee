package org.synthassay.generator;

import java.io.Serializable;

/**
 * The noise of every image of a seed: Philox with key = seed and counter = (block, draw, image low,
 * image high), so that an image's noise does not know what is drawn beside it.
 */
public record Noise(long seed) implements Serializable {

  /** The draw that is z or x_T; draw j ≥ 1 belongs to the j-th step from the top. */
  static final int START = 0;

  /**
   * Standard normals: words 0, 1 and 2, 3 of a block give two each by Box–Muller in double, u = (w
   * + ½)/2³², cast to float.
   */
  void normal(long image, int draw, float[] target, int offset, int count) {
    int[] words = new int[4];
    for (int i = 0; i < count; i += 4) {
      words(image, draw, i / 4, words);
      for (int pair = 0; pair < 4 && i + pair < count; pair += 2) {
        double u = unit(words[pair]);
        double angle = 2 * Math.PI * unit(words[pair + 1]);
        double radius = Math.sqrt(-2 * Math.log(u));
        target[offset + i + pair] = cosine(u, angle, radius * Math.cos(angle));
        if (i + pair + 1 < count) {
          target[offset + i + pair + 1] = sine(u, angle, radius * Math.sin(angle));
        }
      }
    }
  }

  private static float cosine(double u, double angle, double near) {
    return isSettled(near) ? (float) near : (float) (strictRadius(u) * StrictMath.cos(angle));
  }

  private static float sine(double u, double angle, double near) {
    return isSettled(near) ? (float) near : (float) (strictRadius(u) * StrictMath.sin(angle));
  }

  /**
   * Whether StrictMath's value rounds to the same float, of which only the double's last bits may
   * differ: Math's log, cos and sin are the processor's own and several times as fast, and each is
   * within 1 ulp of the exact value, as StrictMath's are, so that the two products are within 7
   * parts in 2⁵² of each other: two in each function, halved by the root, and roundings.
   */
  private static boolean isSettled(double near) {
    double slack = Math.abs(near) * 0x1p-49;
    return (float) (near - slack) == (float) (near + slack);
  }

  private static double strictRadius(double u) {
    return StrictMath.sqrt(-2 * StrictMath.log(u));
  }

  /** Uniform in −1..1: every word gives one, 2u − 1. */
  void uniform(long image, int draw, float[] target, int offset, int count) {
    int[] words = new int[4];
    for (int i = 0; i < count; i++) {
      if (i % 4 == 0) {
        words(image, draw, i / 4, words);
      }
      target[offset + i] = (float) (2 * unit(words[i % 4]) - 1);
    }
  }

  private void words(long image, int draw, int block, int[] words) {
    words[0] = block;
    words[1] = draw;
    words[2] = (int) image;
    words[3] = (int) (image >>> 32);
    Philox.apply(words, seed);
  }

  private static double unit(int word) {
    return (Integer.toUnsignedLong(word) + 0.5) * 0x1p-32;
  }
}
