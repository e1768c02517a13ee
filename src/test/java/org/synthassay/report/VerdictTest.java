package org.synthassay.report;

import static org.assertj.core.api.Assertions.assertThat;

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
            "almost none of the synthetic images look like real ones"
                + " (precision 0.084; between real halves 0.734)");
    assertThat(verdict.copies().sentence()).startsWith("1 image is a copy");
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
