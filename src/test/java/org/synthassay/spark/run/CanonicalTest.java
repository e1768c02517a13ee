package org.synthassay.spark.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalTest {
  private record Plain() {}

  private record Cut(int size, @Nullable String name, List<Double> at) {}

  @Test
  void everyComponentAndTheKindStandInIt() {
    assertThat(Canonical.of(new Cut(3, null, List.of(1.0, 0.5))))
        .isEqualTo("Cut(size=3,name=null,at=[1.0,0.5])");
    assertThat(Canonical.of(new Plain())).isEqualTo("Plain()");
  }

  @Test
  void noTextReadsAsTheEndOfAnother() {
    assertThat(Canonical.of(Arrays.asList("a\",\"b")))
        .isNotEqualTo(Canonical.of(List.of("a", "b")));
    assertThat(Canonical.of("null")).isNotEqualTo(Canonical.of(null));
    assertThat(Canonical.of("3")).isNotEqualTo(Canonical.of(3));
  }

  @Test
  void mapsHaveOneOrder() {
    assertThat(Canonical.of(Map.of("b", 1, "a", 2, "c", 3)))
        .isEqualTo("{\"a\"=2, \"b\"=1, \"c\"=3}");
  }

  @Test
  void whatHasNoFormIsRefused() {
    assertThatThrownBy(() -> Canonical.of(new Object())).hasMessageContaining("java.lang.Object");
  }
}
