package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Table II: whether a classifier tells real from synthetic by their image features. */
record ClassifierTable(Scores scores) {

  private static final double WORTH_NAMING = 0.005;
  private static final int MOST_NAMED = 3;
  private static final List<String> HEAD =
      List.of(
          "Kernel",
          "F1",
          "Chance F1",
          "F1 of real",
          "Balanced accuracy",
          "AUC, 95 %",
          "p",
          "C",
          "γ");

  Html html() {
    List<List<String>> rows =
        Stream.of("classifier", "classifier.classic")
            .flatMap(part -> Stream.of(part + ".linear", part + ".rbf"))
            .filter(path -> scores.at(path).isObject())
            .map(this::row)
            .toList();
    Optional<String> skipped = scores.whySkipped("classifier");
    if (rows.isEmpty() && skipped.isEmpty()) {
      return Html.NONE;
    }
    return Html.of(
        """
        <section><h2>Table II. Can a classifier tell them apart?</h2>
        {}</section>
        """,
        rows.isEmpty()
            ? Html.of("<p>Not computed: {}</p>\n", skipped.orElseThrow())
            : Html.of(
                "{}<p class=\"note\">{}</p>\n",
                Table.of("Support vector machines on the features of each image", HEAD, rows),
                note()));
  }

  /**
   * @param path of the kernel's scores, by all features or by the classic ones alone
   */
  private List<String> row(String path) {
    String part = path.substring(0, path.lastIndexOf('.'));
    String kernel = path.substring(part.length() + 1);
    boolean best = scores.text(part + ".best").filter(kernel::equals).isPresent();
    String name =
        (kernel.equals("rbf") ? "RBF" : "Linear")
            + (part.equals("classifier") ? "" : ", classic features alone");
    return List.of(
        best ? name + " (best in cross-validation)" : name,
        share(path + ".f1"),
        share(part + ".floor_f1"),
        share(path + ".f1_real"),
        share(path + ".balanced_accuracy"),
        share(path + ".auc") + interval(path + ".separation"),
        chance(path + ".separation.p"),
        plain(path + ".c"),
        plain(path + ".gamma"));
  }

  private String interval(String path) {
    return scores.number(path + ".low").isEmpty()
        ? ""
        : " ["
            + Numbers.share(Math.max(0, scores.number(path + ".low").getAsDouble()))
            + ", "
            + Numbers.share(Math.min(1, scores.number(path + ".high").getAsDouble()))
            + "]";
  }

  private String chance(String path) {
    OptionalDouble p = scores.number(path);
    return p.isEmpty() ? "" : p.getAsDouble() < 1e-4 ? "< 0.0001" : significant(p.getAsDouble());
  }

  private static String significant(double p) {
    return p < 0.001 ? Numbers.significant(p) : Numbers.share(p);
  }

  /** The features that the better machine loses most by, how much, and how they differ. */
  private Optional<String> reasons() {
    String path = "classifier." + scores.text("classifier.best").orElse("linear") + ".importance";
    List<String> reasons = new ArrayList<>();
    scores
        .at(path)
        .fields()
        .forEachRemaining(
            feature -> {
              if (feature.getValue().asDouble() >= WORTH_NAMING && reasons.size() < MOST_NAMED) {
                reasons.add(reason(feature.getKey(), feature.getValue().asDouble()));
              }
            });
    return reasons.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "What separates (AUC lost when it is shuffled): " + String.join("; ", reasons) + ".");
  }

  private String reason(String feature, double loss) {
    Scores of = scores.part("spatial", feature);
    OptionalDouble real = of.number("real.mean");
    OptionalDouble synthetic = of.number("synthetic.mean");
    OptionalDouble delta = of.number("cliffs_delta");
    String change =
        real.isPresent() && synthetic.isPresent() && real.getAsDouble() > 0
            ? ", mean " + percent(synthetic.getAsDouble() / real.getAsDouble() - 1)
            : "";
    return feature.toUpperCase(Locale.ROOT)
        + " "
        + Numbers.share(loss)
        + change
        + (delta.isPresent() ? ", δ " + Numbers.share(delta.getAsDouble()) : "");
  }

  private static String percent(double change) {
    return (change < 0 ? "−" : "+") + Math.round(100 * Math.abs(change)) + " %";
  }

  private String note() {
    List<String> parts = new ArrayList<>();
    parts.add(
        "Near chance is good: the sets cannot be told apart. Chance F1 is what always answering"
            + " “synthetic” gets; chance of balanced accuracy and AUC is 0.5. p: that an AUC so far"
            + " from 0.5 came by chance, the machine as it is, images of a patient together.");
    reasons().ifPresent(parts::add);
    add(parts, "Features", "classifier.features");
    add(parts, "Trained on", "classifier.train");
    add(parts, "Scored on", "classifier.validation");
    add(parts, "Left out", "classifier.dropped");
    return String.join(" ", parts);
  }

  private void add(List<String> parts, String what, String path) {
    JsonNode node = scores.at(path);
    boolean nothing = node.isContainerNode() && node.isEmpty();
    if (!node.isMissingNode() && !nothing) {
      parts.add(what + ": " + Numbers.line(node) + ".");
    }
  }

  private String share(String path) {
    OptionalDouble value = scores.number(path);
    return value.isPresent() ? Numbers.share(value.getAsDouble()) : "";
  }

  private String plain(String path) {
    OptionalDouble value = scores.number(path);
    return value.isPresent() ? Numbers.plain(value.getAsDouble()) : "";
  }
}
