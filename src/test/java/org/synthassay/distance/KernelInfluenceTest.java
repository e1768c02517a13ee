package org.synthassay.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.synthassay.distance.KernelInfluence.Reference;

class KernelInfluenceTest {
  private static final int DIMENSION = 9;

  /** Rows that all are in the references: against sums in float64, each row left out of its own. */
  @Test
  void isTwiceTheDifferenceOfTheMeans() {
    float[] x = rows(1, 1300);
    float[] y = rows(2, 40);
    int[] numbers = IntStream.range(0, 1300).map(i -> 3 * i).toArray();
    double[] found;
    try (KernelInfluence influence =
        new KernelInfluence(
            new Reference(numbers, x),
            new Reference(IntStream.range(0, 40).toArray(), y),
            DIMENSION,
            6)) {
      int[] asked = numbers.clone();
      asked[1299]++;
      found = influence.of(x, asked);
    }
    for (int i : new int[] {0, 511, 512, 1298, 1299}) {
      double inside = 0;
      for (int j = 0; j < 1300; j++) {
        inside += i == j && i < 1299 ? 0 : kernel(x, i, x, j);
      }
      double across = 0;
      for (int j = 0; j < 40; j++) {
        across += kernel(x, i, y, j);
      }
      double expected = 2 * (inside / (i < 1299 ? 1299 : 1300) - across / 40);
      assertThat(found[i]).isEqualTo(expected, within(1e-4));
    }
  }

  private static double kernel(float[] x, int i, float[] y, int j) {
    double dot = 0;
    for (int c = 0; c < DIMENSION; c++) {
      dot += (double) x[i * DIMENSION + c] * y[j * DIMENSION + c];
    }
    return Math.pow(dot / DIMENSION + 1, 3);
  }

  private static float[] rows(long seed, int n) {
    Random random = new Random(seed);
    float[] rows = new float[n * DIMENSION];
    for (int e = 0; e < rows.length; e++) {
      rows[e] = (float) Math.max(-5, Math.min(5, 1 + random.nextGaussian()));
    }
    return rows;
  }
}
