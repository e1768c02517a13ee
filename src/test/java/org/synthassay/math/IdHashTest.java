package org.synthassay.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdHashTest {

  @Test
  void isXxh64OfUtf8AsPublished() {
    assertThat(IdHash.of("", 0)).isEqualTo(0xEF46DB3751D8E999L);
    assertThat(IdHash.of("a", 0)).isEqualTo(0xD24EC4F1A98C6E5BL);
    assertThat(IdHash.of("abc", 0)).isEqualTo(0x44BC2CF5AD770999L);
  }

  @Test
  void seedAndNonAsciiIdsChangeTheHash() {
    assertThat(IdHash.of("a", 1)).isNotEqualTo(IdHash.of("a", 0));
    assertThat(IdHash.of("Röntgen", 0)).isNotEqualTo(IdHash.of("R?ntgen", 0));
  }
}
