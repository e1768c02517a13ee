package org.synthassay.report;

import java.util.Locale;

/**
 * One answer of the verdict.
 *
 * @param value the score behind it, as text; a dash where there is none
 * @param sentence without capital and full stop
 * @param evidence the scores behind the sentence, such as {@code recall 0.222}
 */
record Answer(String title, String value, String sentence, String evidence, Tone tone) {

  /** How welcome the answer is; never told by colour alone. */
  enum Tone {
    GOOD("✓"),
    MIXED("~"),
    POOR("!"),
    UNKNOWN("?");

    private final String mark;

    Tone(String mark) {
      this.mark = mark;
    }
  }

  static Answer unknown(String title, String reason) {
    return new Answer(title, "–", "not judged", reason, Tone.UNKNOWN);
  }

  Html html() {
    return Html.of(
        """
        <div class="finding {}">
        <h3><span class="mark" aria-hidden="true">{}</span> {}</h3>
        <p class="value">{}</p>
        <p>{}.</p>
        <p class="note">{}</p>
        </div>
        """,
        tone.name().toLowerCase(Locale.ROOT),
        tone.mark,
        title,
        value,
        sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1),
        evidence);
  }

  /** Sentence and evidence, as they stand in the verdict's line. */
  String clause() {
    return sentence + " (" + evidence + ")";
  }

  boolean isJudged() {
    return tone != Tone.UNKNOWN;
  }
}
