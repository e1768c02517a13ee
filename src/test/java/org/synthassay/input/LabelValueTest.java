package org.synthassay.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelValueTest {

  @ParameterizedTest
  @CsvSource({"1,1.0", "0,0.00", "0,-0.0", "-1,-1.0", "120,120.000", "0.5,0.50"})
  void plainDecimalsOfOneValueAreOneLabel(String one, String other) {
    assertThat(LabelValue.key(one)).isEqualTo(LabelValue.key(other));
  }

  @ParameterizedTest
  @CsvSource({
    "1D,1F",
    "1D,1",
    "1F,1.0",
    "123456789012345678,123456789012345679",
    "0.1,0.10000000000000001",
    "007,7",
    "1e3,1000",
    "0x10,16",
    "NaN,nan",
    "Infinity,infinity",
    "+1,1",
    "1.,1"
  })
  void codesThatOnlyLookLikeNumbersStayApart(String one, String other) {
    assertThat(LabelValue.key(one)).isNotEqualTo(LabelValue.key(other));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void blankIsAValueOfItsOwn(String blank) {
    assertThat(LabelValue.accepts(List.of(""), blank)).isTrue();
    assertThat(LabelValue.accepts(List.of("0"), blank)).isFalse();
  }

  @Test
  void nothingIsTheSameAsBlank() {
    assertThat(LabelValue.accepts(List.of(""), null)).isTrue();
    assertThat(LabelValue.accepts(List.of("null"), null)).isFalse();
  }
}
