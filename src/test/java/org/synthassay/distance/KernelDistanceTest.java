package org.synthassay.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.math.KernelSubset;

class KernelDistanceTest {
  private static final int DIMENSION = 33;

  private static float[] rows(long seed, int n, double shift) {
    Random random = new Random(seed);
    float[] rows = new float[n * DIMENSION];
    for (int e = 0; e < rows.length; e++) {
      rows[e] = (float) Math.abs(shift + random.nextGaussian());
    }
    return rows;
  }

  private static double exact(float[] x, float[] y, boolean withoutSame) {
    double sum = 0;
    for (int i = 0; i < x.length; i += DIMENSION) {
      for (int j = 0; j < y.length; j += DIMENSION) {
        double dot = 0;
        for (int c = 0; c < DIMENSION; c++) {
          dot += (double) x[i + c] * y[j + c];
        }
        sum += withoutSame && i == j ? 0 : Math.pow(dot / DIMENSION + 1, 3);
      }
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 100, 1100})
  void estimateEqualsFloat64(int n) {
    float[] real = rows(1, n, 0);
    float[] synthetic = rows(2, n + 3, 0.05);
    double expected =
        new KernelDistance.Sums(
                exact(real, real, true),
                exact(synthetic, synthetic, true),
                exact(real, synthetic, false))
            .estimate(n, n + 3);
    double ours;
    try (KernelSubset kernel = new KernelSubset(real, synthetic, DIMENSION)) {
      ours =
          new KernelDistance.Sums(kernel.insideFirst(), kernel.insideSecond(), kernel.across())
              .estimate(n, n + 3);
    }
    assertThat(ours).isEqualTo(expected, within(Math.max(1e-7, 1e-4 * Math.abs(expected))));
  }

  @Test
  void subsetsGiveMeanAndDeviation() {
    KernelDistance kid = KernelDistance.ofSubsets(new double[] {1, 2, 3}, 50);
    assertThat(kid).isEqualTo(new KernelDistance(2, "subsets", 1.0, 3, 50));
  }
}
