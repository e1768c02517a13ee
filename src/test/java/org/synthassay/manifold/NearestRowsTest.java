package org.synthassay.manifold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearestRowsTest {
  @Test
  void tiesGoToTheSmallerNumberInAnyOrder() {
    NearestRows rows = NearestRows.none(1, 2);
    assertThat(rows.add(0, 4, 9)).isTrue();
    assertThat(rows.add(0, 4, 12)).isFalse();
    assertThat(rows.add(0, 4, 3)).as("the nearest now").isTrue();
    assertThat(rows.numbers(0)).containsExactly(3, 9);
    assertThat(rows.reach(0)).isEqualTo(4);
    assertThat(rows.add(0, 4, 10)).as("no place left").isFalse();
  }

  @Test
  void fewerThanAskedForLeaveTheRestOpen() {
    NearestRows rows = NearestRows.none(2, 3);
    rows.add(1, 2, 5);
    assertThat(rows.number(0)).isEqualTo(-1);
    assertThat(rows.square(0)).isInfinite();
    assertThat(rows.numbers(1)).containsExactly(5);
    assertThat(rows.squares(1)).containsExactly(2);
    assertThat(rows.reach(1)).isInfinite();
    assertThat(rows.slice(1, 2).number(0)).isEqualTo(5);
  }

  @Test
  void aMergeTellsWhoseTheNearestIs() {
    NearestRows rows = NearestRows.none(1, 2);
    rows.add(0, 4, 1);
    NearestRows farther = NearestRows.none(1, 2);
    farther.add(0, 5, 0);
    NearestRows nearer = NearestRows.none(1, 2);
    nearer.add(0, 1, 8);
    assertThat(rows.merge(0, farther)).isFalse();
    assertThat(rows.merge(0, nearer)).isTrue();
    assertThat(rows.numbers(0)).containsExactly(8, 1);
  }
}
