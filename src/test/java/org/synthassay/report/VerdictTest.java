package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @Test
  void realismWithoutVarietyReadsAsABut() {
    assertThat(Verdict.of(new Scores(SampleReports.read("full.json"))).line())
        .isEqualTo(
            "Most synthetic images look like real ones (precision 0.713), but they miss most of the"
                + " real variety (recall 0.222); a classifier on image features tells them apart"
                + " easily (F1 0.943 where 0.572 is chance); 10 images are copies or near copies of"
                + " real images (5 exact, 5 close).");
  }

  @Test
  void whatWasNotComputedIsNotJudged() {
    Verdict verdict = Verdict.of(new Scores(SampleReports.read("embeddings.json")));
    assertThat(verdict.line())
        .isEqualTo(
            "Most synthetic images look like real ones (precision 0.642), and they cover most of"
                + " the real variety (recall 0.619); no copy or near copy of a real image was found"
                + " (0 exact, 0 close).");
    assertThat(verdict.separability().tone()).isEqualTo(Answer.Tone.UNKNOWN);
    assertThat(verdict.separability().evidence()).startsWith("embeddings were given");
  }

  @Test
  void aScoreStandsBesideWhatRealHalvesReach() {
    Verdict verdict = Verdict.of(new Scores(SampleReports.read("hashed.json")));
    assertThat(verdict.realism().clause())
        .isEqualTo(
            "synthetic images are far less realistic than real images are to each other (precision"
                + " 0.084 [0.070, 0.098]; 0.108 [0.089, 0.131] of what real halves reach, 0.734"
                + " [0.705, 0.764])");
    assertThat(verdict.copies().sentence()).startsWith("1 image is a copy");
  }

  @ParameterizedTest
  @CsvSource({
    "1.00, 0.93, 1.08, AS_REAL",
    "0.97, 0.75, 1.00, AS_REAL",
    "1.20, 1.01, 1.40, ABOVE",
    "0.95, 0.74, 1.30, UNDECIDED",
    "0.95, 0.91, 0.99, ALMOST",
    "0.60, 0.40, 0.80, LESS",
    "0.49, 0.40, 0.60, FAR_LESS"
  })
  void intervalsDecideHowHalvesStand(double ratio, double low, double high, Standing standing) {
    assertThat(Standing.of(ratio, low, high)).isEqualTo(standing);
  }

  /** Without a ratio, what can be said is whether the halves' intervals lie apart. */
  @ParameterizedTest
  @CsvSource({"0.30, ABOVE_FLOOR", "0.04, AT_FLOOR"})
  void atTheFloorOnlyHalvesThatLieFarAboveAreJudged(double halfLow, Standing standing) {
    ObjectNode precision =
        JsonNodeFactory.instance
            .objectNode()
            .put("value", 0.4)
            .put("half_low", halfLow)
            .put("real", 0.02)
            .put("real_high", 0.04);
    ObjectNode metrics = precision.objectNode();
    metrics.putObject("calibration").putObject("scores").set("precision", precision);
    assertThat(Calibrated.headline(new Scores(metrics), "precision").orElseThrow().standing())
        .isEqualTo(standing);
  }

  @Test
  void noScoresGiveNoVerdict() {
    assertThat(Verdict.of(SampleReports.nothing().scores()).line())
        .isEqualTo("None of the scores behind a verdict could be computed.");
  }

  @ParameterizedTest
  @CsvSource({
    "0.95, nearly all synthetic, they cover nearly all",
    "0.94, most synthetic, they cover most",
    "0.6, most synthetic, they cover most",
    "0.59, about half, they cover about half",
    "0.39, only a minority, they miss most",
    "0.09, almost none, they show almost none"
  })
  void wordsChangeWhereTheRulesSaySo(double share, String realism, String variety) {
    assertThat(Scale.REALISM.of(share).sentence()).startsWith(realism);
    assertThat(Scale.VARIETY.of(share).sentence()).startsWith(variety);
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, can hardly tell them apart, GOOD",
    "0.55, a little better than chance, MIXED",
    "0.7, often tells them apart, POOR",
    "0.9, tells them apart easily, POOR"
  })
  void aClassifierNearChanceIsGood(double accuracy, String words, Answer.Tone tone) {
    assertThat(Scale.SEPARABILITY.of(accuracy).sentence()).contains(words);
    assertThat(Scale.SEPARABILITY.of(accuracy).tone()).isEqualTo(tone);
  }

  @ParameterizedTest
  @CsvSource({"0.146, negligible", "-0.147, small", "0.33, medium", "-0.474, large"})
  void effectsAreNamedBySize(double delta, String word) {
    assertThat(Words.effect(delta)).isEqualTo(word);
  }
}
