package org.synthassay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SummaryTest {

  @Test
  void fiveValuesByHand() {
    Summary summary = Summary.of(new double[] {1, 2, 3, 4, 10});
    assertThat(summary.mean()).isEqualTo(4);
    // Squares 9 + 4 + 1 + 0 + 36 = 50, divisor 4.
    assertThat(summary.sd()).isCloseTo(Math.sqrt(12.5), within(1e-15));
    Summary.Quantiles quantiles = summary.quantiles();
    assertThat(quantiles.min()).isEqualTo(1);
    assertThat(quantiles.q05()).isCloseTo(1.2, within(1e-15));
    assertThat(quantiles.q25()).isEqualTo(2);
    assertThat(quantiles.median()).isEqualTo(3);
    assertThat(quantiles.q75()).isEqualTo(4);
    assertThat(quantiles.q95()).isCloseTo(8.8, within(1e-14));
    assertThat(quantiles.max()).isEqualTo(10);
  }

  @Test
  void medianOfAnEvenCountIsTheMeanOfTheMiddleTwo() {
    assertThat(Summary.of(new double[] {0, 1, 5, 9}).quantiles().median()).isEqualTo(3);
  }

  @Test
  void oneValueHasNoDeviation() {
    assertThat(Summary.of(new double[] {2}).sd()).isNull();
    assertThat(Summary.of(new double[] {2}).quantiles().q95()).isEqualTo(2);
  }

  @Test
  void contrastHoldsBothSetsAndTheirDifference() {
    Contrast contrast = Contrast.of(new Compared<>(new double[] {1, 2, 3}, new double[] {2, 4}));
    assertThat(contrast.real().mean()).isEqualTo(2);
    assertThat(contrast.synthetic().mean()).isEqualTo(3);
    assertThat(contrast.cliffsDelta()).isEqualTo(0.5);
    assertThat(contrast.ks()).isEqualTo(0.5);
  }

  @Test
  void noValuesAreRefused() {
    assertThatThrownBy(() -> Summary.of(new double[] {}))
        .hasMessage("summarised values must not be empty");
  }
}
