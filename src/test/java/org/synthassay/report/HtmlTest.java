package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HtmlTest {

  @Test
  void valuesAreEscapedAndMarkupIsNot() {
    Html inner = Html.of("<b>{}</b>", "a < \"b\" & 'c'");
    assertThat(Html.of("<p title=\"{}\">{}</p>", "\"x\"", inner))
        .hasToString(
            "<p title=\"&quot;x&quot;\"><b>a &lt; &quot;b&quot; &amp; &#39;c&#39;</b></p>");
    assertThat(Html.of("{}", List.of(inner, "<i>"))).hasToString(inner + "&lt;i&gt;");
  }

  @Test
  void aValueIsNeverATemplate() {
    assertThat(Html.of("{}-{}", "{}", "b")).hasToString("{}-b");
  }

  @Test
  void controlsAndMarksThatTurnTextAreShownAsUnknown() {
    assertThat(Html.of("{}", "a\u0000\u202Egnp.exe\uD800\n"))
        .hasToString("a\uFFFD\uFFFDgnp.exe\uFFFD\n");
    assertThat(Html.of("{}", "Zürich 胸 \uD83E\uDEC1")).hasToString("Zürich 胸 \uD83E\uDEC1");
  }

  @Test
  void placesAndValuesMustMatch() {
    assertThatThrownBy(() -> Html.of("{}", "a", "b")).hasMessageContaining("has no {}");
  }

  @Property(tries = 300)
  void noTextCanOpenATagOrEndAnAttribute(@ForAll String text) {
    assertThat(Html.of("{}", text).toString()).doesNotContain("<", ">", "\"", "'");
  }

  @Test
  void numbersAreShortAndKeepTheirSign() {
    assertThat(Numbers.significant(143.2718)).isEqualTo("143.3");
    assertThat(Numbers.significant(-0.0000123)).isEqualTo("−0.0000123");
    assertThat(Numbers.significant(1.234e-9)).isEqualTo("1.234e−09");
    assertThat(Numbers.significant(12345.678)).isEqualTo("12,346");
    assertThat(Numbers.significant(999.96)).isEqualTo("1000");
    assertThat(Numbers.significant(0)).isEqualTo("0");
    assertThat(Numbers.plain(4_000_000)).isEqualTo("4,000,000");
    assertThat(Numbers.share(-0.05)).isEqualTo("−0.050");
    assertThat(Numbers.images(1)).isEqualTo("1 image");
  }

  @Test
  void anyValueOfMetricsFitsOnALine() {
    assertThat(Numbers.line(MetricsJson.parse("{\"png\": 1200, \"sizes\": [\"a\", 2], \"n\": {}}")))
        .isEqualTo("png: 1,200, sizes: a, 2, n: none");
  }
}
