package org.synthassay.manifold;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synthassay.calibration.Halving;

/** Lists of two neighbours a row, worked out by hand; groups 7 and 8. */
class NearestDistancesTest {
  private static final Neighbourhood TWO =
      new Neighbourhood(new int[] {1, 2}, 1, true, Halving.none());

  /** Row 0 in group 7; row 1 shared by one member of group 7 and one of 8. */
  private static final Members OWN =
      new Members(new int[] {0, 1, 3}, new int[] {7, 7, 8}, new int[] {1, 1, 1});

  /** Row 0 is two members of group 7, row 1 one of group 8. */
  private static final Members OTHERS =
      new Members(new int[] {0, 1, 2}, new int[] {7, 8}, new int[] {2, 1});

  private static NearestDistances seen() {
    NearestDistances lists = NearestDistances.none(OWN, TWO);
    for (int i = 0; i < 2; i++) {
      lists.add(i, OWN, 4, OTHERS, 0);
      lists.add(i, OWN, 9, OTHERS, 1);
    }
    return lists;
  }

  @Test
  void aSharedRowCountsOnceForEachMember() {
    assertThat(seen().plain(0, 1)).isEqualTo(4);
    assertThat(seen().plain(0, 2)).isEqualTo(4);
  }

  @Test
  void theOwnGroupIsLeftOut() {
    NearestDistances lists = seen();
    assertThat(lists.outside(0, 1, 7)).isEqualTo(9);
    assertThat(lists.outside(0, 2, 7)).as("no second one").isEqualTo(-1);
    assertThat(lists.outside(1, 1, 7)).as("for the member in group 7").isEqualTo(9);
    assertThat(lists.outside(1, 1, 8)).as("for the member in group 8").isEqualTo(4);
    assertThat(lists.groupsThatMatter(1)).containsExactly(7, 8);
    assertThat(lists.groupsThatMatter(0)).as("its members are in one group").isEmpty();
  }

  @Test
  void otherMembersStandAtDistanceZero() {
    NearestDistances lists = seen();
    lists.addDuplicates(OWN, new int[] {0, 1});
    assertThat(lists.plain(0, 1)).as("alone").isEqualTo(4);
    assertThat(lists.plain(1, 1)).isZero();
    assertThat(lists.plain(1, 2)).isEqualTo(4);
    assertThat(lists.outside(1, 1, 7)).as("the one in group 8").isZero();
    assertThat(lists.outside(1, 2, 7)).isEqualTo(9);
  }

  @Test
  void aRowLooksAsFarAsAnyListOfItsIsNotFull() {
    NearestDistances lists = seen();
    assertThat(lists.reach(0)).as("one is missing outside the group").isInfinite();
    lists.add(0, OWN, 16, OTHERS, 1);
    assertThat(lists.reach(0)).isEqualTo(16);
    lists.forget(0);
    assertThat(lists.plain(0, 1)).isEqualTo(-1);
    assertThat(lists.reach(0)).isInfinite();
  }

  @Test
  void anyCutOfThePairsGivesTheSameAndSoDoBytes() throws IOException {
    NearestDistances first = NearestDistances.none(OWN, TWO);
    NearestDistances second = NearestDistances.none(OWN, TWO);
    for (int i = 0; i < 2; i++) {
      second.add(i, OWN, 4, OTHERS, 0);
      first.add(i, OWN, 9, OTHERS, 1);
    }
    first.merge(second);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    first.write(new DataOutputStream(bytes));
    NearestDistances read =
        NearestDistances.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (NearestDistances lists : List.of(first, read, first.slice(0, 2))) {
      for (int i = 0; i < 2; i++) {
        for (int k = 1; k <= 2; k++) {
          assertThat(lists.plain(i, k)).isEqualTo(seen().plain(i, k));
          assertThat(lists.outside(i, k, 7)).isEqualTo(seen().outside(i, k, 7));
        }
      }
    }
  }

  @Test
  void rowsThatFoundEnoughLookNoMoreAndOthersForget() {
    NearestDistances lists = seen();
    lists.add(0, OWN, 16, OTHERS, 1);
    Horizons left = Horizons.endless(2).after(lists);
    assertThat(left.looking()).as("nothing lies beyond an endless horizon").isZero();
    Horizons estimated = Horizons.of(lists);
    assertThat(estimated.square(0)).isEqualTo(16);
    NearestDistances few = seen();
    Horizons near = Horizons.of(List.of(estimated.slice(0, 1), estimated.slice(0, 1)));
    assertThat(near.after(few).looking()).isEqualTo(2);
    assertThat(few.plain(0, 1)).as("forgotten").isEqualTo(-1);
  }
}
