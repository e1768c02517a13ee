package org.synthassay.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  /** From printed tables. */
  @ParameterizedTest
  @CsvSource({"1,12.7062", "2,4.3027", "3,3.1824", "19,2.0930", "63,1.9983", "1000,1.9623"})
  void quantilesEqualThePrintedTable(int freedom, double expected) {
    assertThat(StudentT.quantile(0.975, freedom)).isEqualTo(expected, within(5e-5));
  }
}
