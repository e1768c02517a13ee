package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Table II: whether a classifier tells real from synthetic by their image features. */
record ClassifierTable(Scores scores) {

  private static final List<String> HEAD =
      List.of("Kernel", "F1", "Chance F1", "F1 of real", "Balanced accuracy", "AUC", "C", "γ");

  Html html() {
    List<List<String>> rows =
        Stream.of("linear", "rbf")
            .filter(kernel -> !scores.part("classifier", kernel).isEmpty())
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

  private List<String> row(String kernel) {
    boolean best = scores.text("classifier.best").filter(kernel::equals).isPresent();
    String name = kernel.equals("rbf") ? "RBF" : "Linear";
    String path = "classifier." + kernel;
    return List.of(
        best ? name + " (best in cross-validation)" : name,
        share(path + ".f1"),
        share("classifier.floor_f1"),
        share(path + ".f1_real"),
        share(path + ".balanced_accuracy"),
        share(path + ".auc"),
        plain(path + ".c"),
        plain(path + ".gamma"));
  }

  private String note() {
    List<String> parts = new ArrayList<>();
    parts.add(
        "Near chance is good: the sets cannot be told apart. Chance F1 is what always answering"
            + " “synthetic” gets; chance of balanced accuracy and AUC is 0.5.");
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
