package org.synthassay.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MedianSearchTest {

  private static double median(double[] values, int cut) {
    MedianSearch search = MedianSearch.of(1);
    while (!search.done()) {
      MedianSearch.Counts first = search.counts();
      MedianSearch.Counts second = search.counts();
      for (int i = 0; i < values.length; i++) {
        (i < cut ? first : second).add(0, values[i], 1);
      }
      search = first.merge(second).next();
    }
    return search.medians()[0];
  }

  @Property(tries = 200)
  void isTheMiddleOfTheSortedValuesForAnyCut(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0, max = 1e9) Double> values,
      @ForAll @IntRange(max = 60) int cut) {
    double[] sorted = values.stream().mapToDouble(v -> v).sorted().toArray();
    double low = sorted[(sorted.length - 1) / 2];
    double high = sorted[sorted.length / 2];
    double expected = low == high ? low : (low + high) / 2;
    double[] given = values.stream().mapToDouble(v -> v).toArray();
    assertThat(median(given, cut)).isEqualTo(expected);
  }

  @Test
  void endsOfTheScaleCount() {
    assertThat(median(new double[] {0, Double.POSITIVE_INFINITY, Double.MIN_VALUE}, 1))
        .isEqualTo(Double.MIN_VALUE);
    assertThat(median(new double[] {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}, 1))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(median(new double[0], 0)).isNaN();
  }

  /** More than the first pass keeps: found digit by digit, with ties and both ends of the scale. */
  @Test
  void manyValuesAreSearchedInPasses() {
    SplittableRandom random = new SplittableRandom(5);
    for (int count : new int[] {70_000, 70_001}) {
      double[] values = random.doubles(count).map(v -> Math.exp(300 * (v - 0.5))).toArray();
      values[0] = 0;
      values[1] = Double.POSITIVE_INFINITY;
      double[] sorted = Arrays.stream(values).sorted().toArray();
      double middle = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
      assertThat(median(values, 30_000)).isEqualTo(middle);
    }
  }

  @Test
  void timesCountAsRepeats() {
    MedianSearch search = MedianSearch.of(2);
    while (!search.done()) {
      MedianSearch.Counts counts = search.counts();
      counts.add(1, 5, 3);
      counts.add(1, 7, 2);
      search = counts.next();
    }
    assertThat(Arrays.toString(search.medians())).isEqualTo("[NaN, 5.0]");
  }
}
