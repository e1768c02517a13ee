package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.synthassay.AuditCost.Size;
import org.synthassay.AuditCost.Speed;

class AuditCostTest {
  private static final Speed SPEED = new Speed(1, List.of(0.1), 1e11);

  /** 20.3 core-s of bare products, of which the passes took 0.80; 4.0 of moments, 1.0 of FID. */
  @Test
  void theJoinOfTheMeasuredSizeTakesWhatWasMeasured() {
    AuditCost cost = cost(15_738, SPEED, 2);

    assertThat(cost.size().pairs()).isEqualTo(2L * 15_738 * 15_738);
    assertThat(cost.seconds().get("compare")).isCloseTo(9 + (16.2 + 4.0 + 1.0) / 2, within(0.5));
  }

  /** 2.4 of lists, 14.8 of a dozen FIDs between halves, 8.6 of rows' influence, 2.8 of KID's. */
  @Test
  void calibrationIsReckonedToo() {
    double plain = Objects.requireNonNull(cost(15_738, SPEED, 1).seconds().get("compare"));
    var size = new Size(15_738, 15_738, List.of(2048), 20, 0, 2);

    assertThat(new AuditCost(size, SPEED, 1).seconds().get("compare"))
        .isCloseTo(plain + 2.4 + 14.8 + 8.6 + 2.8, within(0.5));
  }

  @Test
  void extractionGoesWithImagesAndCores() {
    assertThat(cost(1_000, SPEED, 2).seconds().get("extract")).isEqualTo(100);
    assertThat(cost(2_000, SPEED, 8).seconds().get("extract")).isEqualTo(50);
  }

  @Test
  void moreRowsNeverTakeLess() {
    double before = 0;
    for (long rows = 500; rows < 200_000; rows = rows * 5 / 4) {
      double now = Objects.requireNonNull(cost(rows, SPEED, 2).seconds().get("compare"));
      assertThat(now).as("%d rows", rows).isGreaterThan(0.8 * before);
      before = now;
    }
  }

  @Test
  void finishedEmbeddingsAreNeitherExtractedNorClassified() {
    Size size = new Size(100, 100, List.of(8), 0, 0, 2);
    var cost = new AuditCost(size, new Speed(1, List.of(), 1e11), 2);

    assertThat(cost.seconds()).doesNotContainKeys("extract", "classify");
  }

  private static AuditCost cost(long rows, Speed speed, int cores) {
    return new AuditCost(new Size(rows, rows, List.of(2048), 0, 0.1 * rows, 2), speed, cores);
  }
}
