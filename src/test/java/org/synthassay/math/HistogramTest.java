package org.synthassay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HistogramTest {

  @Test
  void sharedEdgesSpanTheBulkOfBothSets() {
    Histogram histogram = Histogram.of(new Compared<>(range(0, 1000), range(1000, 3000)), 3);
    // 0.5 % of the lowest real and of the highest synthetic values lie beyond.
    assertThat(histogram.edges().get(0)).isCloseTo(4.995, within(1e-9));
    assertThat(histogram.edges().get(3)).isCloseTo(2989.005, within(1e-9));
    assertThat(histogram.outside().real()).isEqualTo(0.005);
    assertThat(histogram.outside().synthetic()).isEqualTo(0.005);
    assertThat(histogram.shares().real()).containsExactly(0.995, 0.0, 0.0);
  }

  @Test
  void aBinHoldsItsLeftEdgeAndTheLastItsRightOne() {
    double[] values = new double[201];
    values[200] = 4;
    for (int i = 100; i < 200; i++) {
      values[i] = i < 150 ? 2 : 4;
    }
    Histogram histogram = Histogram.of(new Compared<>(values, new double[] {0, 4}), 2);
    assertThat(histogram.edges().get(2)).isCloseTo(4, within(0.05));
    assertThat(histogram.shares().real().get(0)).isCloseTo(100 / 201.0, within(1e-12));
    assertThat(histogram.shares().real().get(1)).isCloseTo(101 / 201.0, within(1e-12));
  }

  @Test
  void sharesAndOutsideAddUpToOne() {
    Histogram histogram = Histogram.of(new Compared<>(range(0, 777), range(300, 345)), 40);
    double real = histogram.shares().real().stream().mapToDouble(v -> v).sum();
    double synthetic = histogram.shares().synthetic().stream().mapToDouble(v -> v).sum();
    assertThat(real + histogram.outside().real()).isCloseTo(1, within(1e-12));
    assertThat(synthetic + histogram.outside().synthetic()).isCloseTo(1, within(1e-12));
  }

  @Test
  void aConstantFeatureKeepsAllItsValues() {
    Histogram histogram = Histogram.of(new Compared<>(new double[] {5, 5}, new double[] {5}), 4);
    assertThat(histogram.edges()).containsExactly(4.5, 4.75, 5.0, 5.25, 5.5);
    assertThat(histogram.shares().real()).containsExactly(0.0, 0.0, 1.0, 0.0);
    assertThat(histogram.shares().synthetic()).containsExactly(0.0, 0.0, 1.0, 0.0);
  }

  @Test
  void sharesMustMatchTheEdges() {
    assertThatThrownBy(
            () ->
                new Histogram(
                    List.of(0.0, 1.0),
                    new Compared<>(List.of(1.0), List.of()),
                    new Compared<>(0.0, 0.0)))
        .hasMessageContaining("got 2 edges, 1 and 0 shares");
    assertThatThrownBy(() -> Histogram.of(new Compared<>(new double[] {1}, new double[] {1}), 0))
        .hasMessage("bins must be >= 1, got 0");
  }

  private static double[] range(int from, int to) {
    return IntStream.range(from, to).asDoubleStream().toArray();
  }
}
