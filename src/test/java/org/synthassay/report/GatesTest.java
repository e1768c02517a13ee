package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatesTest {

  private static final JsonNode METRICS =
      MetricsJson.tree(
          Map.of(
              "manifold", Map.of("precision", 0.6, "copies", Map.of("exact", 2)),
              "distance", Map.of("kid", Map.of("mean", 0.01, "sd", 0.002)),
              "skipped", List.of(Map.of("key", "classifier", "reason", "too few groups"))));

  @Test
  void limitsAreInclusive() {
    assertThat(judge(new Gate("manifold.precision", 0.6, 0.6)).passed()).isTrue();
    assertThat(judge(new Gate("manifold.precision", Math.nextUp(0.6), null)).passed()).isFalse();
    assertThat(judge(new Gate("manifold.precision", null, Math.nextDown(0.6))).passed()).isFalse();
    assertThat(judge(new Gate("manifold.copies.exact", null, 2.0)).passed()).isTrue();
  }

  @Test
  void aScoreThatWasNotComputedFails() {
    GateVerdict verdict = judge(new Gate("classifier.linear.f1", null, 0.8));
    assertThat(verdict).isEqualTo(new GateVerdict("classifier.linear.f1", null, null, 0.8, false));
  }

  @Test
  void aScoreWithASpreadIsHeldByItsMean() {
    assertThat(judge(new Gate("distance.kid", null, 0.01)).value()).isEqualTo(0.01);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifold.precision",
        "group_aware.recall",
        "manifold.without_radius.real",
        "distance.fid",
        "distance.fid_infinity.standard_error",
        "classifier.rbf.balanced_accuracy",
        "spatial.biq.cliffs_delta",
        "spatial.ent.synthetic.quantiles.q05",
        "calibration.precision.ratio",
        "calibration.fid.ratio",
        "distance.fid_infinity.high",
        "distance.fid_influence.share",
        "calibration.group_aware.recall.ratio_low",
        "calibration.scores.density.half",
        "encoders.dino-v2.manifold.copies.close",
        "encoders.dino-v2.distance.fid",
        "synthetic.rejected"
      })
  void everyScoreCanBeLimited(String key) {
    assertThatNoException().isThrownBy(() -> Gates.requireKnown(List.of(new Gate(key, 0.0, null))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifold.precison",
        "precision",
        "manifold",
        "manifold.precision.x",
        "distancexfid",
        "spatial.foo.ks",
        "audit.seed",
        "classifier.best",
        "calibration",
        "SET.used"
      })
  void anUnknownScoreIsAWrongConfiguration(String key) {
    assertThatThrownBy(() -> Gates.requireKnown(List.of(new Gate(key, 0.0, null))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("gate " + key + " is no score of metrics.json; allowed are");
  }

  @Test
  void aGroupOfScoresCannotBeHeldToOneLimit() {
    Map<String, Object> scores = Map.of("precision", Map.of("a", 1));
    JsonNode metrics = MetricsJson.tree(Map.of("calibration", Map.of("scores", scores)));
    assertThatThrownBy(
            () -> Gates.judge(List.of(new Gate("calibration.precision", 0.0, null)), metrics))
        .hasMessageContaining("gate calibration.precision must name one number");
  }

  @Test
  void verdictsAreReadyForMetricsJson() {
    List<GateVerdict> verdicts =
        Gates.judge(List.of(new Gate("manifold.precision", 0.5, null)), METRICS);
    assertThat(MetricsJson.tree(Map.of("gates", verdicts)).toString())
        .isEqualTo(
            "{\"gates\":[{\"key\":\"manifold.precision\",\"value\":0.6,\"min\":0.5,\"passed\":true}]}");
  }

  private static GateVerdict judge(Gate gate) {
    return Gates.judge(List.of(gate), METRICS).get(0);
  }
}
