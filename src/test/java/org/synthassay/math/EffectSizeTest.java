package org.synthassay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EffectSizeTest {

  @Test
  void handCountedPairs() {
    // Synthetic 2 beats {1}, ties {2}, loses to {3}; 4 beats all three: (1 + 3 − 1) / 6.
    // F_real − F_synthetic after 1, 2, 3, 4: 1/3, 2/3 − 1/2, 1 − 1/2, 0.
    EffectSize effect = of(new double[] {1, 2, 3}, new double[] {2, 4});
    assertThat(effect.cliffsDelta()).isEqualTo(0.5);
    assertThat(effect.ks()).isEqualTo(0.5);
  }

  @Test
  void largerSyntheticValuesGivePlusOne() {
    assertThat(of(new double[] {1, 2}, new double[] {3, 4, 5})).isEqualTo(new EffectSize(1, 1));
    assertThat(of(new double[] {3, 4, 5}, new double[] {1, 2})).isEqualTo(new EffectSize(-1, 1));
  }

  @Test
  void equalConstantsDoNotDiffer() {
    assertThat(of(new double[] {7, 7, 7}, new double[] {7, 7})).isEqualTo(new EffectSize(0, 0));
  }

  @Test
  void millionsOfPairsDoNotOverflow() {
    double[] real = new double[100_000];
    double[] synthetic = new double[100_000];
    Arrays.fill(synthetic, 1);
    assertThat(of(real, synthetic)).isEqualTo(new EffectSize(1, 1));
  }

  @Property(tries = 200)
  void agreesWithCountingEveryPair(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 9) Integer> real,
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 9) Integer> synthetic) {
    double balance = 0;
    double ks = 0;
    for (Integer y : synthetic) {
      for (Integer x : real) {
        balance += Integer.signum(y.compareTo(x));
      }
    }
    for (int at = 0; at <= 9; at++) {
      ks = Math.max(ks, Math.abs(shareUpTo(real, at) - shareUpTo(synthetic, at)));
    }
    EffectSize effect = of(sorted(real), sorted(synthetic));
    assertThat(effect.cliffsDelta())
        .isCloseTo(balance / (real.size() * synthetic.size()), within(1e-12));
    assertThat(effect.ks()).isCloseTo(ks, within(1e-12));
    assertThat(of(sorted(synthetic), sorted(real)).cliffsDelta())
        .isCloseTo(-effect.cliffsDelta(), within(1e-15));
  }

  @Test
  void valuesOutOfOrderAreNamed() {
    assertThatThrownBy(() -> of(new double[] {1}, new double[] {2, 1}))
        .hasMessage("synthetic values must ascend, got 1.0 after 2.0");
    assertThatThrownBy(() -> of(new double[] {Double.NaN}, new double[] {1}))
        .hasMessage("real values must be finite, got NaN at 0");
    assertThatThrownBy(() -> of(new double[] {}, new double[] {1}))
        .hasMessage("real values must not be empty");
  }

  private static EffectSize of(double[] real, double[] synthetic) {
    return EffectSize.of(new Compared<>(real, synthetic));
  }

  private static double[] sorted(List<Integer> values) {
    return values.stream().sorted().mapToDouble(v -> v).toArray();
  }

  private static double shareUpTo(List<Integer> values, int limit) {
    return values.stream().filter(v -> v <= limit).count() / (double) values.size();
  }
}
