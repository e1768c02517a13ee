package org.synthassay.manifold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MembersTest {
  private static final Members SHARED =
      new Members(new int[] {0, 2, 3}, new int[] {4, 6, 5}, new int[] {1, 3, 2});

  @Test
  void membersAreCountedByGroup() {
    assertThat(SHARED.multiplicity(0)).isEqualTo(4);
    assertThat(SHARED.ownGroup(0)).isEqualTo(4);
    assertThat(SHARED.mixed(0)).isTrue();
    assertThat(SHARED.mixed(1)).as("two of one group").isFalse();
    assertThat(SHARED.countIn(0, 6)).isEqualTo(3);
    assertThat(SHARED.countIn(1, 6)).isZero();
  }

  @Test
  void blocksAreJoinedAndCutAgain() {
    Members both = Members.alone(1).append(SHARED).append(Members.alone(2));
    assertThat(both.rows()).isEqualTo(5);
    assertThat(both.multiplicity(1)).isEqualTo(4);
    Members cut = both.slice(1, 3);
    assertThat(cut.start()).isEqualTo(SHARED.start());
    assertThat(cut.group()).isEqualTo(SHARED.group());
    assertThat(cut.count()).isEqualTo(SHARED.count());
  }

  @Test
  void aBlockNeedsAMemberAndValuesForEveryRow() {
    assertThatThrownBy(() -> new RowBlock(2, new float[3], new int[] {0, 1}, Members.alone(2)))
        .hasMessageContaining("got 2 rows, 2 members, 3 values of 2");
    RowBlock block = new RowBlock(1, new float[] {1, 4}, new int[] {3, 8}, Members.alone(2));
    assertThat(block.firstFrom(4)).isEqualTo(1);
    assertThat(block.firstFrom(9)).isEqualTo(2);
    assertThat(block.squaredDistance(0, block, 1)).isEqualTo(9);
  }
}
