package org.synthassay.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.math.Compared;
import org.synthassay.math.Factor;
import org.synthassay.math.Moments;
import org.synthassay.math.MomentsSum;

/** A row's influence on FID is its derivative by the row's weight. */
class FrechetInfluenceTest {
  private static final int DIMENSION = 12;

  /** Many rows a set, few of one set, few of both, and one constant value among many rows. */
  @ParameterizedTest
  @CsvSource({"90, 70, 12", "90, 9, 12", "8, 90, 12", "9, 7, 12", "60, 50, 11"})
  void isTheDerivativeByTheRowsWeight(int n, int m, int varied) {
    Compared<float[]> sets = new Compared<>(rows(1, n, 0, varied), rows(2, m, 0.4, varied));
    FrechetInfluence.Found found = FrechetInfluence.of(sets.map(FrechetInfluenceTest::sample));
    double fid = distance(sets, new Compared<>(ones(n), ones(m)));
    assertThat(found.distance()).isEqualTo(fid, within(1e-7 * fid));
    double[] real = found.influence().real().of(sets.real());
    double[] synthetic = found.influence().synthetic().of(sets.synthetic());
    for (int i = 0; i < 5; i++) {
      Compared<double[]> more = new Compared<>(ones(n), ones(m));
      Compared<double[]> less = new Compared<>(ones(n), ones(m));
      double step = 1e-4;
      more.real()[i] += step;
      less.real()[i] -= step;
      double moved = (distance(sets, more) - distance(sets, less)) / (2 * step);
      assertThat(expected(sets.real(), sets.synthetic(), real, i))
          .isEqualTo(moved, within(1e-4 * fid / n));
      more.real()[i] = 1;
      less.real()[i] = 1;
      more.synthetic()[i] += step;
      less.synthetic()[i] -= step;
      moved = (distance(sets, more) - distance(sets, less)) / (2 * step);
      assertThat(expected(sets.synthetic(), sets.real(), synthetic, i))
          .isEqualTo(moved, within(1e-4 * fid / m));
    }
  }

  /** The influence over n, its part by the covariance over n − 1, which is that one's divisor. */
  private static double expected(float[] own, float[] other, double[] q, int i) {
    double[] mean = sample(own).moments().mean();
    double[] others = sample(other).moments().mean();
    double byMean = 0;
    for (int j = 0; j < DIMENSION; j++) {
      byMean += 2 * (mean[j] - others[j]) * (own[i * DIMENSION + j] - mean[j]);
    }
    return byMean / q.length + (q[i] - byMean - mean(q)) / (q.length - 1);
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static float[] rows(long seed, int n, double shift, int varied) {
    Random random = new Random(seed);
    float[] rows = new float[n * DIMENSION];
    for (int e = 0; e < rows.length; e++) {
      double value = shift + (1 + shift) * random.nextGaussian() / (1 + e % DIMENSION);
      rows[e] = (float) (e % DIMENSION < varied ? value : 0.5);
    }
    return rows;
  }

  private static Sample sample(float[] rows) {
    try (MomentsSum sum = new MomentsSum(DIMENSION)) {
      sum.add(rows, rows.length / DIMENSION);
      Moments moments = sum.moments();
      return new Sample(moments, () -> rows);
    }
  }

  /** FID of weighted rows, the weights' total kept in the divisor's Σw·n/(n − 1)/Σw. */
  private static double distance(Compared<float[]> sets, Compared<double[]> weights) {
    Weighted real = weighted(sets.real(), weights.real());
    Weighted synthetic = weighted(sets.synthetic(), weights.synthetic());
    double sum = real.variance + synthetic.variance;
    for (int j = 0; j < DIMENSION; j++) {
      sum += Math.pow(real.mean[j] - synthetic.mean[j], 2);
    }
    return sum - 2 * real.root.traceOfRoot(synthetic.root);
  }

  private record Weighted(double[] mean, double variance, Factor root) {}

  private static Weighted weighted(float[] rows, double[] weights) {
    int n = weights.length;
    double total = Arrays.stream(weights).sum();
    double[] mean = new double[DIMENSION];
    for (int e = 0; e < rows.length; e++) {
      mean[e % DIMENSION] += weights[e / DIMENSION] * rows[e] / total;
    }
    double variance = 0;
    double[] root = new double[rows.length];
    for (int e = 0; e < rows.length; e++) {
      double weight = weights[e / DIMENSION] / total * n / (n - 1);
      root[e] = Math.sqrt(weight) * (rows[e] - mean[e % DIMENSION]);
      variance += root[e] * root[e];
    }
    return new Weighted(mean, variance, new Factor(n, DIMENSION, root, new int[0]));
  }
}
