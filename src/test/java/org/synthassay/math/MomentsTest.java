package org.synthassay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MomentsTest {
  private static final int DIMENSION = 7;

  private static float[] rows(long seed, int n) {
    Random random = new Random(seed);
    float[] rows = new float[n * DIMENSION];
    for (int e = 0; e < rows.length; e++) {
      rows[e] = (float) (100 + (1 + e % DIMENSION) * random.nextGaussian());
    }
    return rows;
  }

  static Moments moments(float[] rows, int dimension) {
    try (MomentsSum sum = new MomentsSum(dimension)) {
      sum.add(rows, rows.length / dimension);
      return sum.moments();
    }
  }

  @Property(tries = 40)
  void anyCutMergesToTheSame(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 1200) int n,
      @ForAll @IntRange(min = 1, max = 1199) int at) {
    float[] rows = rows(seed, n);
    int cut = Math.min(at, n - 1) * DIMENSION;
    Moments whole = moments(rows, DIMENSION);
    Moments merged =
        moments(java.util.Arrays.copyOf(rows, cut), DIMENSION)
            .merge(moments(java.util.Arrays.copyOfRange(rows, cut, rows.length), DIMENSION));
    assertThat(merged.count()).isEqualTo(n);
    assertThat(merged.mean()).containsExactly(whole.mean(), within(1e-9));
    double largest = whole.totalVariance();
    assertThat(merged.covariance()).containsExactly(whole.covariance(), within(1e-9 * largest));
    if (cut >= DIMENSION) {
      Moments part = moments(java.util.Arrays.copyOf(rows, cut), DIMENSION);
      Moments rest = moments(java.util.Arrays.copyOfRange(rows, cut, rows.length), DIMENSION);
      Moments left = whole.without(part);
      assertThat(left.count()).isEqualTo(rest.count());
      assertThat(left.mean()).containsExactly(rest.mean(), within(1e-6));
      if (left.count() > 1) {
        assertThat(left.covariance())
            .containsExactly(rest.covariance(), within(1e-9 * largest * n));
      }
    }
    assertThat(Moments.none(DIMENSION).merge(whole).covariance())
        .containsExactly(whole.covariance(), within(1e-12 * largest));
  }

  @Property(tries = 20)
  void covarianceHasDivisorNMinusOne(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 600) int n) {
    float[] rows = rows(seed, n);
    Moments moments = moments(rows, DIMENSION);
    double[] mean = moments.mean();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += (rows[i * DIMENSION + 1] - mean[1]) * (rows[i * DIMENSION + 4] - mean[4]);
    }
    assertThat(moments.covariance()[DIMENSION + 4])
        .isEqualTo(sum / (n - 1), within(1e-9 * moments.totalVariance()));
  }
}
