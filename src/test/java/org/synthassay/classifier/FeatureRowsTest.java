package org.synthassay.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.synthassay.math.IdHash;

class FeatureRowsTest {
  @Test
  void groupsComeInTheOrderOfTheirHashOnAnyPartitioning() {
    FeatureTable table = FeatureTable.normal(40, 0, new SplittableRandom(1));
    List<RowGroup> one = groups(table, 1);
    assertThat(groups(table, 7)).isEqualTo(one);
    assertThat(one).hasSize(20 + 40);
    assertThat(one).extracting(group -> IdHash.of(group.key(), 9)).isSorted();
  }

  @Test
  void groupsStraddleNeitherPartsNorFolds() {
    FeatureTable table = new FeatureTable("biq");
    Map<String, String> patients = new HashMap<>();
    for (int i = 0; i < 400; i++) {
      String patient = "p" + (i * 7919) % 131;
      patients.put("r" + i, patient);
      table.add("real", "r" + i, i % 2 == 0 ? "sick" : "well", patient, (double) i);
      table.add("synthetic", "s" + i, null, null, (double) i);
    }
    FeatureRows rows = FeatureRows.of(table.dataset(5), table.features());
    TrainingPart part = TrainingPart.of(rows.groups(3), rows.census().strata(), 0.1, 5);
    Map<String, Set<Integer>> folds = new HashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    for (LabelledRow row : rows.training(part)) {
      String patient = row.synthetic() ? row.id() : patients.get(row.id());
      folds.computeIfAbsent(patient, key -> new HashSet<>()).add(row.fold());
      taken.merge(patient, 1, Integer::sum);
    }
    assertThat(folds).isNotEmpty().allSatisfy((patient, in) -> assertThat(in).hasSize(1));
    patients.values().stream()
        .distinct()
        .filter(taken::containsKey)
        .forEach(
            patient ->
                assertThat(taken.get(patient))
                    .as("rows of %s in the training part", patient)
                    .isEqualTo((int) patients.values().stream().filter(patient::equals).count()));
  }

  @Test
  void equalIdsInBothSetsAreTwoRows() {
    FeatureTable table = new FeatureTable("biq");
    table.add("real", "1.png", null, null, 1.0).add("synthetic", "1.png", null, null, 2.0);
    assertThat(groups(table, 1))
        .extracting(RowGroup::key)
        .containsExactlyInAnyOrder("real 1.png", "synthetic 1.png");
  }

  @Test
  void anUnknownSetIsNamed() {
    FeatureTable table = new FeatureTable("biq").add("fake", "1.png", null, null, 1.0);
    assertThatThrownBy(() -> FeatureRows.of(table.dataset(1), table.features()).census())
        .hasMessage("set must be real or synthetic, got fake");
  }

  private static List<RowGroup> groups(FeatureTable table, int partitions) {
    List<RowGroup> groups = new ArrayList<>();
    FeatureRows.of(table.dataset(partitions), table.features())
        .groups(9)
        .forEachRemaining(groups::add);
    return groups;
  }
}
