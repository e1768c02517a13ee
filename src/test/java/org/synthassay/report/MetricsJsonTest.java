package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.synthassay.math.Compared;
import org.synthassay.math.Contrast;
import org.synthassay.math.Skipped;

class MetricsJsonTest {

  private enum Kernel {
    RBF
  }

  private record Copies(long exact, long close) {}

  private record Made(
      double f1Real,
      @Nullable Double expectedCoverage,
      OptionalDouble kidSd,
      Optional<String> warning,
      Kernel best,
      Copies copies,
      List<Integer> sweep) {
    /** Not a component, so not a key. */
    @SuppressWarnings("unused")
    boolean isGood() {
      return true;
    }
  }

  private static final Made MADE =
      new Made(
          0.5,
          null,
          OptionalDouble.of(0.25),
          Optional.empty(),
          Kernel.RBF,
          new Copies(5, 4_000_000_000L),
          List.of(1, 3));

  @Test
  void componentsBecomeSnakeCaseKeysInTheirOrder() {
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("zeta", MADE);
    sections.put("alpha", Map.of("Class B", 1));
    assertThat(MetricsJson.text(sections))
        .isEqualTo(
            """
            {
              "zeta" : {
                "f1_real" : 0.5,
                "kid_sd" : 0.25,
                "best" : "rbf",
                "copies" : {
                  "exact" : 5,
                  "close" : 4000000000
                },
                "sweep" : [
                  1,
                  3
                ]
              },
              "alpha" : {
                "Class B" : 1
              }
            }
            """);
  }

  @Test
  void aRecordNobodyThoughtOfNeedsNoChange() {
    Contrast contrast = Contrast.of(new Compared<>(new double[] {1, 2, 3}, new double[] {2, 4}));
    JsonNode tree = MetricsJson.tree(Map.of("spatial", Map.of("biq", contrast)));
    Scores scores = new Scores(tree);
    assertThat(scores.number("spatial.biq.cliffs_delta")).hasValue(0.5);
    assertThat(scores.number("spatial.biq.real.quantiles.median")).hasValue(2);
    assertThat(scores.number("spatial.biq.synthetic")).hasValue(3);
  }

  @Test
  void notANumberIsRefusedByItsPath() {
    assertThatThrownBy(
            () -> MetricsJson.tree(Map.of("distance", Map.of("fid", List.of(1.0, Double.NaN)))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("distance.fid[1] is NaN: a score must be finite, or be named in skipped");
    assertThatThrownBy(() -> MetricsJson.text(Map.of("a", Float.POSITIVE_INFINITY)))
        .hasMessageStartingWith("a is Infinity");
  }

  @Test
  void whatJsonCannotHoldIsNamed() {
    assertThatThrownBy(() -> MetricsJson.tree(Map.of("a", new Object())))
        .hasMessageEndingWith("got java.lang.Object");
    assertThatThrownBy(() -> MetricsJson.tree(Map.of("a", Arrays.asList(1, null))))
        .hasMessage("a list in metrics.json holds nothing at 1");
  }

  @Test
  void textReadsBackToTheSameTree() {
    Map<String, Object> sections =
        Map.of("a", MADE, "skipped", List.of(new Skipped("a.b", "a \"reason\"")));
    String text = MetricsJson.text(sections);
    assertThat(MetricsJson.text(MetricsJson.parse(text))).isEqualTo(text);
    Scores scores = new Scores(MetricsJson.parse(text));
    assertThat(scores.whySkipped("a.b.c")).hasValue("a \"reason\"");
    assertThat(scores.whySkipped("a")).hasValue("a \"reason\"");
    assertThat(scores.whySkipped("a.bc")).isEmpty();
  }

  @Test
  void everyDoubleSurvivesTheRoundTrip() {
    for (double value : new double[] {0.1 + 0.2, 1e-300, -0.0, Double.MIN_VALUE, 1e22}) {
      JsonNode read = MetricsJson.parse(MetricsJson.text(Map.of("v", value)));
      assertThat(read.get("v").doubleValue()).isEqualTo(value);
    }
  }

  @Test
  void brokenTextIsRefused() {
    assertThatThrownBy(() -> MetricsJson.parse("{\"a\": 1, \"a\": 2}"))
        .hasMessageContaining("Duplicate field 'a'");
    assertThatThrownBy(() -> MetricsJson.parse("{} {}")).hasMessageContaining("not JSON");
    assertThatThrownBy(() -> MetricsJson.parse("[]")).hasMessageContaining("got ARRAY");
    assertThatThrownBy(() -> MetricsJson.parse("")).hasMessageContaining("must hold an object");
  }

  @Test
  void namesOfNumbersAndCapitals() {
    assertThat(JsonValue.snakeCase("f1")).isEqualTo("f1");
    assertThat(JsonValue.snakeCase("q05")).isEqualTo("q05");
    assertThat(JsonValue.snakeCase("sha256")).isEqualTo("sha256");
    assertThat(JsonValue.snakeCase("meanFID")).isEqualTo("mean_fid");
    assertThat(JsonValue.snakeCase("kValue")).isEqualTo("k_value");
    assertThat(JsonValue.snakeCase("FIDScore")).isEqualTo("fid_score");
  }

  @Test
  void keysOfMapsWithoutAnOrderOfTheirOwnAreSorted() {
    Map<String, Object> found = new java.util.HashMap<>();
    for (String key : List.of("wanted", "got", "class", "a", "z")) {
      found.put(key, 1);
    }
    assertThat(MetricsJson.text(Map.copyOf(found)).replaceAll("\\s", ""))
        .isEqualTo("{\"a\":1,\"class\":1,\"got\":1,\"wanted\":1,\"z\":1}");
  }
}
