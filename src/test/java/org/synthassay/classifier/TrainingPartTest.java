package org.synthassay.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.synthassay.classifier.ClassifierOptions.Kernel;

class TrainingPartTest {
  private static final Stratum REAL_SICK = new Stratum("real", "sick");
  private static final Stratum REAL_WELL = new Stratum("real", "well");

  @Test
  void singleRowsGiveTheExactShareOfEveryStratum() {
    List<RowGroup> rows =
        IntStream.range(0, 200)
            .mapToObj(i -> single("row" + i, i % 4 == 0 ? REAL_SICK : REAL_WELL))
            .toList();
    TrainingPart part = TrainingPart.of(rows.iterator(), totals(rows), 0.1, 5);
    Map<Stratum, Long> taken = totals(rows.stream().filter(row -> taken(part, row)).toList());
    assertThat(taken).isEqualTo(Map.of(REAL_SICK, 5L, REAL_WELL, 15L));
  }

  @Test
  void everyFoldHoldsAsManyRowsOfEveryStratum() {
    List<RowGroup> rows =
        IntStream.range(0, 200)
            .mapToObj(i -> single("row" + i, i % 4 == 0 ? REAL_SICK : REAL_WELL))
            .toList();
    TrainingPart part = TrainingPart.of(rows.iterator(), totals(rows), 0.1, 5);
    for (int fold = 0; fold < 5; fold++) {
      int wanted = fold;
      List<RowGroup> held =
          rows.stream()
              .filter(
                  row -> taken(part, row) && Objects.equals(part.foldOf().get(row.key()), wanted))
              .toList();
      assertThat(totals(held)).isEqualTo(Map.of(REAL_SICK, 1L, REAL_WELL, 3L));
    }
  }

  @Test
  void aGroupThatIsTooLargeStaysOut() {
    List<RowGroup> groups =
        List.of(
            new RowGroup("large", Map.of(REAL_WELL, 90L)),
            new RowGroup("small", Map.of(REAL_WELL, 10L)));
    TrainingPart part = TrainingPart.of(groups.iterator(), totals(groups), 0.1, 2);
    assertThat(part.foldOf()).containsOnlyKeys("small");
  }

  @Property
  void everyStratumComesNearItsShare(
      @ForAll @Size(min = 50, max = 200) List<@IntRange(min = 1, max = 4) Integer> sizes) {
    List<RowGroup> groups =
        IntStream.range(0, sizes.size())
            .mapToObj(i -> new RowGroup("g" + i, Map.of(REAL_WELL, (long) sizes.get(i))))
            .toList();
    long all = sizes.stream().mapToInt(size -> size).sum();
    TrainingPart part = TrainingPart.of(groups.iterator(), totals(groups), 0.1, 5);
    long taken =
        totals(groups.stream().filter(group -> taken(part, group)).toList())
            .getOrDefault(REAL_WELL, 0L);
    assertThat((double) taken).isCloseTo(0.1 * all, within(2.0));
  }

  @Test
  void theBoundKeepsTheShareSmall() {
    ClassifierOptions tenth =
        new ClassifierOptions(0.1, 5, List.of(Kernel.LINEAR), List.of(1.0), List.of(1.0));
    assertThat(tenth.share(31_476)).isEqualTo(0.1);
    assertThat(tenth.share(448_632) * 448_632).isCloseTo(ClassifierOptions.MAX_ROWS, within(1e-6));
  }

  private static RowGroup single(String key, Stratum stratum) {
    return new RowGroup(key, Map.of(stratum, 1L));
  }

  private static boolean taken(TrainingPart part, RowGroup group) {
    return part.foldOf().containsKey(group.key());
  }

  private static Map<Stratum, Long> totals(List<RowGroup> groups) {
    Map<Stratum, Long> totals = new HashMap<>();
    groups.forEach(
        group -> group.rows().forEach((stratum, rows) -> totals.merge(stratum, rows, Long::sum)));
    return totals;
  }
}
