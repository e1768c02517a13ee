package org.synthassay.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ImportanceTest {
  private static final List<String> FEATURES = List.of("biq", "tiq", "liq");

  private static List<Importance.Judged> rows(boolean both) {
    Random random = new Random(3);
    List<Importance.Judged> rows = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      boolean synthetic = both && i % 2 == 0;
      double moved = random.nextGaussian() + (synthetic ? 2 : 0);
      double[] values = {random.nextGaussian(), moved, random.nextGaussian()};
      rows.add(new Importance.Judged(values, synthetic));
    }
    return rows;
  }

  @Test
  void aMachineLosesAllByTheOneFeatureThatItUsesAndNothingByOthers() {
    Machine machine = new Machine.Linear(new double[] {0, 1, 0}, -1);
    Map<String, Double> losses = new Importance(machine, rows(true)).of(FEATURES, 5);
    assertThat(losses.keySet()).first().isEqualTo("tiq");
    // Φ(2/√2) − ½ for two normal laws 2 apart.
    assertThat(losses.get("tiq")).isEqualTo(0.9214 - 0.5, within(0.05));
    assertThat(losses.get("biq")).isZero();
    assertThat(losses.get("liq")).isZero();
  }

  @Test
  void withoutOneOfTheSetsThereIsNoAucToLose() {
    Machine machine = new Machine.Linear(new double[] {0, 1, 0}, -1);
    assertThat(new Importance(machine, rows(false)).of(FEATURES, 5)).isEmpty();
  }
}
