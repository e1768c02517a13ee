package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A rank that two encoders see the other way round is told, noise is not. */
class DisagreementTest {

  private static String encoder(double precision, double recall, int covered) {
    return """
        "real": {"used": 400}, "synthetic": {"used": 400},
        "manifold": {"precision": %s, "recall": %s},
        "coverage_by_label": [
          {"label": "tumour", "covered": %d, "images": 200},
          {"label": "normal", "covered": 100, "images": 200}]
        """
        .formatted(precision, recall, covered);
  }

  private static String metrics(String own, String further) {
    return "{" + own + ", \"encoders\": {\"dino\": {" + further + "}}}";
  }

  @Test
  void reversalsOfPrecisionAndRecallAndOfClassesAreNamed() {
    String text = metrics(encoder(0.8, 0.6, 150), encoder(0.5, 0.7, 60));

    assertThat(Disagreement.in(MetricsJson.parse(text)))
        .containsExactly(
            "The encoders disagree: in the audit's own, precision (0.800) is above recall (0.600);"
                + " in dino it is the other way round (0.500, 0.700).",
            "The encoders disagree: in the audit's own, coverage of tumour (0.750) is above"
                + " coverage of normal (0.500); in dino it is the other way round (0.300, 0.500).");
  }

  @Test
  void theSameOrderIsNoDisagreement() {
    String text = metrics(encoder(0.8, 0.6, 150), encoder(0.5, 0.3, 170));

    assertThat(Disagreement.in(MetricsJson.parse(text))).isEmpty();
  }

  @Test
  void noiseIsNoDisagreement() {
    String text = metrics(encoder(0.8, 0.6, 150), encoder(0.50, 0.52, 95));

    assertThat(Disagreement.in(MetricsJson.parse(text))).isEmpty();
  }

  @Test
  void oneEncoderAgreesWithItself() {
    assertThat(Disagreement.in(MetricsJson.parse("{" + encoder(0.8, 0.6, 150) + "}"))).isEmpty();
  }
}
