package org.synthassay.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What the scores say, in words that {@link Scale} rules on: realism, variety, difference, copies.
 */
record Verdict(Answer realism, Answer variety, Answer separability, Answer copies) {

  static Verdict of(Scores scores) {
    return new Verdict(
        share(scores, "Realism", "precision", Scale.REALISM, Standing::realism),
        share(scores, "Variety", "recall", Scale.VARIETY, Standing::variety),
        separability(scores),
        copies(scores));
  }

  List<Answer> findings() {
    return List.of(realism, variety, separability, copies);
  }

  /** The verdict in one line; what could not be judged is left to the findings. */
  String line() {
    List<String> clauses = new ArrayList<>();
    if (realism.isJudged() && variety.isJudged()) {
      boolean agree = (realism.tone() == Answer.Tone.GOOD) == (variety.tone() == Answer.Tone.GOOD);
      clauses.add(realism.clause() + (agree ? ", and " : ", but ") + variety.clause());
    }
    for (Answer finding : List.of(separability, copies)) {
      if (finding.isJudged()) {
        clauses.add(finding.clause());
      }
    }
    if (clauses.isEmpty()) {
      return "None of the scores behind a verdict could be computed.";
    }
    String line = String.join("; ", clauses) + ".";
    return line.substring(0, 1).toUpperCase(Locale.ROOT) + line.substring(1);
  }

  private static Answer share(
      Scores scores, String title, String score, Scale scale, Function<Standing, String> words) {
    OptionalDouble found = scores.number("manifold." + score);
    if (found.isEmpty()) {
      return unknown(title, scores, "manifold." + score);
    }
    double share = found.getAsDouble();
    String value = Numbers.share(share);
    return Calibrated.headline(scores, score)
        .map(known -> calibrated(known, title, score + " ", words))
        .orElseGet(
            () ->
                new Answer(
                    title,
                    value,
                    scale.of(share).sentence(),
                    score + " " + value,
                    scale.of(share).tone()));
  }

  private static Answer calibrated(
      Calibrated known, String title, String score, Function<Standing, String> words) {
    Standing standing = known.standing();
    String value = known.value();
    String evidence = known.kind() + score + value + " " + known.evidence();
    return new Answer(title, value, words.apply(standing), evidence, standing.tone());
  }

  private static Answer separability(Scores scores) {
    String kernel = "classifier." + scores.text("classifier.best").orElse("linear");
    OptionalDouble f1 = scores.number(kernel + ".f1");
    OptionalDouble accuracy = scores.number(kernel + ".balanced_accuracy");
    if (f1.isEmpty() || accuracy.isEmpty()) {
      return unknown("Told apart", scores, "classifier");
    }
    OptionalDouble floor = scores.number("classifier.floor_f1");
    String value = Numbers.share(f1.getAsDouble());
    String chance =
        floor.isPresent() ? " where " + Numbers.share(floor.getAsDouble()) + " is chance" : "";
    return new Answer(
        "Told apart",
        value,
        Scale.SEPARABILITY.of(accuracy.getAsDouble()).sentence(),
        "F1 " + value + chance,
        Scale.SEPARABILITY.of(accuracy.getAsDouble()).tone());
  }

  private static Answer copies(Scores scores) {
    OptionalDouble exact = scores.number("manifold.copies.exact");
    OptionalDouble close = scores.number("manifold.copies.close");
    if (exact.isEmpty() || close.isEmpty()) {
      return unknown("Copies", scores, "manifold.copies");
    }
    double all = exact.getAsDouble() + close.getAsDouble();
    return new Answer(
        "Copies",
        Numbers.count(all),
        Words.copies(all),
        Numbers.count(exact.getAsDouble())
            + " exact, "
            + Numbers.count(close.getAsDouble())
            + " close",
        all == 0 ? Answer.Tone.GOOD : Answer.Tone.POOR);
  }

  private static Answer unknown(String title, Scores scores, String path) {
    return Answer.unknown(title, scores.whySkipped(path).orElse("this audit did not compute it"));
  }
}
