package org.synthassay.report;

import static org.synthassay.report.Answer.Tone.GOOD;
import static org.synthassay.report.Answer.Tone.MIXED;
import static org.synthassay.report.Answer.Tone.POOR;

import java.util.List;
import java.util.stream.Collectors;

/** Where a number turns into another word: the only place that holds these thresholds. */
enum Scale {
  /** What so many of the synthetic images do, by precision. */
  REALISM(
      new Step(0.95, "nearly all", "nearly all synthetic images look like real ones", GOOD),
      new Step(0.6, "most", "most synthetic images look like real ones", GOOD),
      new Step(0.4, "about half", "about half of the synthetic images look like real ones", MIXED),
      new Step(
          0.1, "a minority", "only a minority of the synthetic images look like real ones", POOR),
      rest("almost none", "almost none of the synthetic images look like real ones", POOR)),
  /** What the synthetic set does with the real variety, by recall. */
  VARIETY(
      new Step(0.95, "nearly all", "they cover nearly all of the real variety", GOOD),
      new Step(0.6, "most", "they cover most of the real variety", GOOD),
      new Step(0.4, "about half", "they cover about half of the real variety", MIXED),
      new Step(0.1, "a minority", "they miss most of the real variety", POOR),
      rest("almost none", "they show almost none of the real variety", POOR)),
  /** What a classifier of this balanced accuracy (0.5 is chance) does. */
  SEPARABILITY(
      new Step(0.9, "easily", "a classifier on image features tells them apart easily", POOR),
      new Step(0.7, "often", "a classifier on image features often tells them apart", POOR),
      new Step(
          0.55,
          "a little",
          "a classifier on image features tells them apart a little better than chance",
          MIXED),
      rest("hardly at all", "a classifier on image features can hardly tell them apart", GOOD)),
  /** The size of Cliff's delta (Romano et al. 2006). */
  EFFECT(
      new Step(0.474, "large", "large", POOR),
      new Step(0.33, "medium", "medium", POOR),
      new Step(0.147, "small", "small", MIXED),
      rest("negligible", "negligible", GOOD));

  /**
   * From a number on, up to the next higher step.
   *
   * @param word in the rules
   * @param sentence without capital and full stop
   */
  record Step(double from, String word, String sentence, Answer.Tone tone) {}

  private final List<Step> steps;

  Scale(Step... steps) {
    this.steps = List.of(steps);
  }

  private static Step rest(String word, String sentence, Answer.Tone tone) {
    return new Step(Double.NEGATIVE_INFINITY, word, sentence, tone);
  }

  Step of(double value) {
    return steps.stream().filter(step -> value >= step.from).findFirst().orElseThrow();
  }

  /** Where {@code word} begins. */
  double from(String word) {
    return steps.stream().filter(step -> step.word.equals(word)).findFirst().orElseThrow().from;
  }

  /** {@code 0.95 and more VERB nearly all, 0.6 BEFORE most, less BEFORE almost none}. */
  String rules(String verb, String before) {
    return steps.stream()
        .map(
            step ->
                step == steps.get(0)
                    ? step.from + " and more " + verb + " " + step.word
                    : (step.from < 0 ? "less " : step.from + " ") + before + step.word)
        .collect(Collectors.joining(", "));
  }
}
