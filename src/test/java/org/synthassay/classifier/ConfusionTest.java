package org.synthassay.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {
  /** 3 of 5 synthetic rows found, 2 of 10 real rows mistaken for synthetic. */
  private static final Confusion COUNTS = new Confusion(3, 2, 2, 8);

  @Test
  void scoresFollowFromTheCounts() {
    // precision 3/5, recall 3/5; for real 8/10 and 8/10
    assertThat(COUNTS.f1()).isCloseTo(0.6, within(1e-15));
    assertThat(COUNTS.f1Real()).isCloseTo(0.8, within(1e-15));
    assertThat(COUNTS.balancedAccuracy()).isCloseTo(0.7, within(1e-15));
  }

  @Test
  void aScoreOfZeroSaysReal() {
    assertThat(Confusion.of(0, true)).isEqualTo(new Confusion(0, 0, 1, 0));
    assertThat(Confusion.of(0, false)).isEqualTo(new Confusion(0, 0, 0, 1));
    assertThat(Confusion.of(1e-300, true)).isEqualTo(new Confusion(1, 0, 0, 0));
    assertThat(Confusion.of(1e-300, false)).isEqualTo(new Confusion(0, 1, 0, 0));
  }

  @Test
  void countsAdd() {
    assertThat(COUNTS.merge(new Confusion(1, 10, 100, 1000)))
        .isEqualTo(new Confusion(4, 12, 102, 1008));
  }

  @Test
  void findingNothingIsAnF1OfZero() {
    assertThat(new Confusion(0, 0, 5, 5).f1()).isZero();
  }
}
