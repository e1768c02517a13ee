package org.synthassay.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.synthassay.input.SampleOptions;
import org.synthassay.math.Compared;
import org.synthassay.spark.listing.Sampling.Shortfall;
import org.synthassay.spark.run.LocalSpark;

class SamplingTest {
  private static final SampleOptions BOTH = new SampleOptions(true, true, null);

  private static Sampling of(
      Map<String, Long> real, Map<String, Long> synthetic, SampleOptions options) {
    return Sampling.of(new Compared<>(real, synthetic), options);
  }

  @Test
  void theSmallestClassLimitsEachClass() {
    Sampling sampling = of(Map.of("a", 50L, "b", 30L), Map.of("", 1000L), BOTH);
    assertThat(sampling.wanted().real()).isEqualTo(Map.of("a", 30L, "b", 30L));
    assertThat(sampling.wanted().synthetic()).isEqualTo(Map.of("", 60L));
    assertThat(sampling.shortfall()).isEmpty();
  }

  @Test
  void anEqualNumberIsRoundedDownToAMultipleOfTheClasses() {
    Sampling sampling = of(Map.of("a", 50L, "b", 30L, "c", 40L), Map.of("", 50L), BOTH);
    assertThat(sampling.wanted().real()).isEqualTo(Map.of("a", 16L, "b", 16L, "c", 16L));
    assertThat(sampling.wanted().synthetic()).isEqualTo(Map.of("", 48L));
  }

  @Test
  void aMissingSyntheticClassStaysShortAndIsNamed() {
    Sampling sampling = of(Map.of("a", 50L, "b", 50L), Map.of("a", 200L), BOTH);
    assertThat(sampling.wanted().real()).isEqualTo(Map.of("a", 50L, "b", 50L));
    assertThat(sampling.shortfall()).containsExactly(new Shortfall("b", 50, 0));
  }

  @Test
  void aLimitPerSetHoldsForBothSets() {
    Sampling sampling =
        of(Map.of("a", 500L, "b", 500L), Map.of("", 384L), new SampleOptions(true, true, 192));
    assertThat(sampling.wanted().real()).isEqualTo(Map.of("a", 96L, "b", 96L));
    assertThat(sampling.wanted().synthetic()).isEqualTo(Map.of("", 192L));
  }

  @Test
  void withBothOffEverythingIsTakenUpToTheLimit() {
    Sampling all = of(Map.of("", 600L), Map.of("", 70L), new SampleOptions(false, false, null));
    assertThat(all.wanted().real()).isEqualTo(Map.of("", 600L));
    assertThat(all.wanted().synthetic().get("")).isGreaterThanOrEqualTo(70L);
    Sampling limited = of(Map.of("", 600L), Map.of("", 70L), new SampleOptions(false, false, 100));
    assertThat(limited.wanted().real()).isEqualTo(Map.of("", 100L));
  }

  @Test
  void withoutLabelsNothingIsBalanced() {
    Sampling sampling = of(Map.of("", 600L), Map.of("", 70L), BOTH);
    assertThat(sampling.wanted().real()).isEqualTo(Map.of("", 70L));
    assertThat(sampling.wanted().synthetic()).isEqualTo(Map.of("", 70L));
  }

  @Test
  void aThousandClassesAreSampledLikeThree() {
    int classes = 1000;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 3 * classes; i++) {
      boolean real = i < 2 * classes;
      String label = "class" + i % classes;
      rows.add(
          ListingRow.found(real ? "real" : "synthetic", i + ".png", i + ".png", "IMAGE")
              .told(label, null)
              .measured(1, 1)
              .toRow());
    }
    Dataset<Row> listing = LocalSpark.session().createDataFrame(rows, ListingRow.SCHEMA);
    Sampling sampling =
        Sampling.of(ListingCensus.of(listing).found(), new SampleOptions(true, true, null));
    Compared<Sampling.Taken> taken = Sampling.taken(sampling.mark(listing, 7));
    assertThat(taken.map(Sampling.Taken::images)).isEqualTo(new Compared<>(1000L, 1000L));
  }
}
