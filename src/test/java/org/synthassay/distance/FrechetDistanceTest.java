package org.synthassay.distance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.math.Compared;
import org.synthassay.math.CrossSpectrum;
import org.synthassay.math.Factor;
import org.synthassay.math.Moments;
import org.synthassay.math.MomentsSum;

class FrechetDistanceTest {
  private static final int DIMENSION = 40;

  private static float[] rows(long seed, int n, double shift, double spread) {
    Random random = new Random(seed);
    float[] rows = new float[n * DIMENSION];
    for (int e = 0; e < rows.length; e++) {
      rows[e] = (float) (shift + spread * random.nextGaussian() / (1 + e % DIMENSION));
    }
    return rows;
  }

  private static Moments moments(float[] rows) {
    try (MomentsSum sum = new MomentsSum(DIMENSION)) {
      sum.add(rows, rows.length / DIMENSION);
      return sum.moments();
    }
  }

  private static double fid(float[] real, float[] synthetic) {
    return FrechetDistance.of(new Compared<>(real, synthetic).map(FrechetDistanceTest::sample));
  }

  private static Sample sample(float[] rows) {
    return new Sample(moments(rows), () -> rows);
  }

  /** By singular values of the rows' own products, or of the Cholesky factors'. */
  private static double fidBySingularValues(
      Compared<float[]> sets, Function<float[], Factor> factor) {
    Compared<Moments> moments = sets.map(FrechetDistanceTest::moments);
    Compared<Factor> factors = sets.map(factor);
    double sum = moments.real().totalVariance() + moments.synthetic().totalVariance();
    for (double apart : moments.real().apart(moments.synthetic())) {
      sum += apart * apart;
    }
    return sum - 2 * factors.real().traceOfRoot(factors.synthetic());
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 300})
  void identicalSetsAreAtZero(int n) {
    float[] rows = rows(1, n, 0.4, 2);
    double trace = 2 * moments(rows).totalVariance();
    assertThat(fid(rows, rows)).isEqualTo(0, within(1e-9 * trace));
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 41, 200})
  void rowsAndCovariancesGiveTheSame(int n) {
    float[] real = rows(2, n, 0, 1);
    float[] synthetic = rows(3, n + 7, 0.1, 1.3);
    Compared<float[]> sets = new Compared<>(real, synthetic);
    double byRows = fidBySingularValues(sets, rows -> Factor.ofRows(rows, moments(rows).mean()));
    double byFactors = fidBySingularValues(sets, rows -> Factor.of(moments(rows)));
    assertThat(byFactors).isEqualTo(byRows, within(1e-6 * byRows));
    assertThat(fid(real, synthetic)).isEqualTo(byRows, within(1e-6 * byRows));
    assertThat(fid(synthetic, real)).isEqualTo(byRows, within(1e-6 * byRows));
  }

  /** Squares of singular values over 16 orders of magnitude: eigenvalues alone would be lost. */
  @Test
  void steepSpectrumOfEqualSetsIsAtZero() {
    Random random = new Random(6);
    float[] rows = new float[400 * DIMENSION];
    for (int e = 0; e < rows.length; e++) {
      rows[e] = (float) (random.nextGaussian() * Math.pow(10, -0.2 * (e % DIMENSION)));
    }
    double trace = 2 * moments(rows).totalVariance();
    assertThat(fid(rows, rows)).isEqualTo(0, within(1e-9 * trace));
  }

  /** Eigenvalues by the pivoted factor keep what their squares' largest would round off. */
  @ParameterizedTest
  @ValueSource(doubles = {-0.8, -1.5, -2.5, -4})
  void eigenvaluesGiveTheSameAsSingularValuesInAnyDirections(double fall) {
    Compared<float[]> sets = new Compared<>(turned(7, 1, fall), turned(8, 1.1, fall));
    double bySingularValues = fidBySingularValues(sets, rows -> Factor.of(moments(rows)));
    double traces =
        moments(sets.real()).totalVariance() + moments(sets.synthetic()).totalVariance();
    CrossSpectrum spectrum =
        CrossSpectrum.of(Factor.of(moments(sets.real())), moments(sets.synthetic()));
    double root = Factor.of(moments(sets.real())).traceOfRoot(Factor.of(moments(sets.synthetic())));
    assertThat(spectrum.traceOfRoot()).isEqualTo(root, within(1e-11 * traces));
    assertThat(fid(sets.real(), sets.synthetic()))
        .isEqualTo(bySingularValues, within(1e-9 * traces));
  }

  /** Reflected at one direction, so that no value has a variance of its own. */
  private static float[] turned(long seed, double spread, double fall) {
    Random random = new Random(seed);
    double[] direction = new Random(9).doubles(DIMENSION, -1, 1).toArray();
    double square = Arrays.stream(direction).map(v -> v * v).sum();
    float[] rows = new float[300 * DIMENSION];
    for (int i = 0; i < 300; i++) {
      double[] row = new double[DIMENSION];
      double along = 0;
      for (int j = 0; j < DIMENSION; j++) {
        row[j] = spread * random.nextGaussian() * Math.pow(1 + j, fall);
        along += row[j] * direction[j];
      }
      for (int j = 0; j < DIMENSION; j++) {
        rows[i * DIMENSION + j] = (float) (row[j] - 2 * along / square * direction[j]);
      }
    }
    return rows;
  }

  @Test
  void shiftedSetIsAtTheSquaredShift() {
    float[] real = rows(4, 300, 0, 1);
    float[] shifted = real.clone();
    for (int i = 0; i < shifted.length; i += DIMENSION) {
      shifted[i] += 3;
    }
    assertThat(fid(real, shifted)).isEqualTo(9, within(1e-5));
  }

  @Test
  void diagonalCovariancesGiveTheClosedForm() {
    float[] wide = new float[4 * DIMENSION];
    float[] narrow = new float[4 * DIMENSION];
    for (int i = 0; i < 4; i++) {
      wide[i * DIMENSION] = i % 2 == 0 ? 2 : -2;
      narrow[i * DIMENSION] = i % 2 == 0 ? 1 : -1;
    }
    // Standard deviations 2·√(4/3) and √(4/3): FID is the square of their difference.
    assertThat(fid(wide, narrow)).isEqualTo(4.0 / 3, within(1e-12));
  }

  @Test
  void constantSetHasNoSpreadToCompare() {
    float[] constant = new float[10 * DIMENSION];
    float[] rows = rows(5, 100, 0, 1);
    double expected = moments(rows).totalVariance();
    double means = 0;
    for (double value : moments(rows).mean()) {
      means += value * value;
    }
    assertThat(fid(constant, rows)).isEqualTo(expected + means, within(1e-9 * expected));
  }
}
