package org.synthassay.spark.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetOptions.LabelFrom;
import org.synthassay.input.SetOptions.LabelSource;
import org.synthassay.input.SetSource;

class NamingTest {
  private static Naming naming(LabelSource label, GroupSource group) {
    return new Naming(new SetOptions(new SetSource.Images(List.of("x")), label, group));
  }

  @Test
  void classesGatherValuesAndLeaveOutTheRest() {
    Map<String, List<String>> classes =
        Map.of("cardiomegaly", List.of("1.0"), "none", List.of("0.0"));
    Naming naming =
        naming(
            new LabelSource(LabelFrom.MANIFEST, "Cardiomegaly", classes), new GroupSource.None());
    assertThat(naming.label("1")).isEqualTo("cardiomegaly");
    assertThat(naming.label("0.00")).isEqualTo("none");
    assertThat(naming.leavesOut("-1.0")).isTrue();
    assertThat(naming.leavesOut("")).isTrue();
    assertThat(naming.leavesOut("1.0")).isFalse();
  }

  @Test
  void withoutClassesOneValueIsOneLabelHoweverItIsWritten() {
    Naming naming =
        naming(
            new LabelSource(LabelFrom.SIDECAR, null, Map.of()), new GroupSource.Column("patient"));
    assertThat(List.of("1", "1.0", " 1.00", "1D", "007", "10000032.0").stream().map(naming::label))
        .containsExactly("1", "1", "1", "1D", "007", "10000032");
    assertThat(naming.group("x", " p1 ")).isEqualTo("p1");
  }

  @Test
  void theLastCaptureOfThePatternIsTheGroup() {
    Naming naming = naming(LabelSource.none(), new GroupSource.IdPattern("^(.*/)?(\\d+)_"));
    assertThat(naming.group("No_findings/00001280_004.jpg", null)).isEqualTo("00001280");
    assertThat(naming.group("x.jpg", null)).isNull();
  }

  @Test
  void withoutLabelsNothingIsLeftOut() {
    Naming naming = naming(LabelSource.none(), new GroupSource.None());
    assertThat(naming.leavesOut(naming.value("folder", "told"))).isFalse();
    assertThat(naming.label(naming.value("folder", "told"))).isNull();
  }
}
