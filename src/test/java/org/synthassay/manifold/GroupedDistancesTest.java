package org.synthassay.manifold;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupedDistancesTest {
  @Test
  void enoughRemainWhicheverGroupIsLeftOut() {
    GroupedDistances nearest = new GroupedDistances(2);
    nearest.add(1, 7, 5);
    nearest.add(4, 8, 1);
    assertThat(nearest.size()).as("two of a group are enough").isEqualTo(3);
    assertThat(nearest.reach()).isInfinite();
    nearest.add(9, 9, 1);
    assertThat(nearest.reach()).isEqualTo(9);
    assertThat(nearest.kth(1, 7)).isEqualTo(4);
    assertThat(nearest.kth(2, 7)).isEqualTo(9);
    assertThat(nearest.kth(2, 8)).isEqualTo(1);
    assertThat(nearest.kth(2, -1)).isEqualTo(1);
    nearest.add(2, 8, 2);
    assertThat(nearest.present()).as("8 twice pushes 9 out").containsExactlyInAnyOrder(7, 8);
    assertThat(nearest.kth(2, 7)).isEqualTo(2);
    assertThat(nearest.kth(3, 7)).isEqualTo(-1);
  }
}
