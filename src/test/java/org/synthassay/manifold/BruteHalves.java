package org.synthassay.manifold;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.HalfScore;
import org.synthassay.math.Compared;

/** A score in every half, each half taken as a set of its own and its pairs by brute force. */
public record BruteHalves(HalfScore score, int k, int splits, Radius radius) {

  /** Rows with a mask each, and a group each or none. */
  public record Rows(float[][] values, int @Nullable [] groups, long[] masks) {
    private Table half(int split, int half) {
      int[] kept =
          IntStream.range(0, masks.length)
              .filter(i -> (masks[i] >>> split & 1) == 1 - half)
              .toArray();
      int[] own = groups;
      return new Table(
          IntStream.of(kept).mapToObj(i -> values[i]).toArray(float[][]::new),
          own == null ? null : IntStream.of(kept).map(i -> own[i]).toArray());
    }
  }

  /** [first, second][split] of real against synthetic halves. */
  public double[][] across(Rows real, Rows synthetic) {
    return values(
        (split, half) -> new Compared<>(real.half(split, half), synthetic.half(split, half)));
  }

  /** [first, second][split] of real halves against the other real half. */
  public double[][] real(Rows real) {
    return values(
        (split, half) -> new Compared<>(real.half(split, half), real.half(split, 1 - half)));
  }

  private interface Pairing {
    Compared<Table> of(int split, int half);
  }

  private double[][] values(Pairing pairing) {
    double[][] values = new double[2][splits];
    for (int half = 0; half < 2; half++) {
      for (int s = 0; s < splits; s++) {
        BruteForce brute = new BruteForce(pairing.of(s, half), k, radius);
        values[half][s] =
            switch (score) {
              case PRECISION -> brute.precision();
              case RECALL -> brute.recall();
              case DENSITY -> brute.density();
              case COVERAGE -> brute.coverage();
            };
      }
    }
    return values;
  }
}
