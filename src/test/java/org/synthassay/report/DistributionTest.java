package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.synthassay.math.Compared;
import org.synthassay.math.Histogram;

class DistributionTest {
  @Test
  void whatARunKeepsIsReadBackToTheLastBit() {
    Compared<double[]> values =
        new Compared<>(new double[] {2e-9, 0.1, 1 / 3.0}, new double[] {-5, 0.2, 7});
    List<Distribution> distributions =
        List.of(
            new Distribution("biq", Histogram.of(values, 7)),
            new Distribution("cfi", Histogram.of(values, 1)));
    assertThat(Distribution.read(Distribution.text(distributions))).isEqualTo(distributions);
    assertThat(Distribution.read(Distribution.text(List.of()))).isEmpty();
  }
}
