package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The top of the page: title, warnings, the verdict and the faults found. */
record Opening(Scores scores) {

  String title() {
    return scores.text("audit.name").orElse("Synthassay audit");
  }

  Html html() {
    Verdict verdict = Verdict.of(scores);
    return Html.of(
        """
        <header><h1>{}</h1>
        <p class="sub">{}</p></header>
        {}<section><h2>Verdict</h2>
        <p class="verdict">{}</p>
        {}<div class="findings">
        {}</div>
        <details><summary>How these words are chosen</summary><p>{}</p></details>
        </section>
        {}\
        """,
        title(),
        subtitle(),
        banners(),
        verdict.line(),
        gates(),
        verdict.findings().stream().map(Answer::html).toList(),
        Words.RULES,
        faults());
  }

  private String subtitle() {
    List<String> parts = new ArrayList<>();
    OptionalDouble real = scores.number("real.used");
    OptionalDouble synthetic = scores.number("synthetic.used");
    if (real.isPresent() && synthetic.isPresent()) {
      parts.add(
          Numbers.count(synthetic.getAsDouble())
              + " synthetic against "
              + Numbers.count(real.getAsDouble())
              + " real images");
    }
    scores.text("audit.started").ifPresent(parts::add);
    scores.text("audit.version").ifPresent(version -> parts.add("Synthassay " + version));
    return String.join(" · ", parts);
  }

  private List<Html> banners() {
    List<Html> banners = new ArrayList<>();
    if (scores.text("audit.model.uri").filter("builtin:gist"::equals).isPresent()) {
      banners.add(
          banner(
              "These scores do not compare with published ones.",
              "The built-in GIST descriptor stood in for a trained network. It is good enough to"
                  + " try the audit and to find gross faults; for a study, name a model file under"
                  + " embedding.model."));
    }
    for (JsonNode warning : scores.list("warnings")) {
      banners.add(banner("Warning.", warning.asText()));
    }
    return banners;
  }

  private static Html banner(String loud, String text) {
    return Html.of("<p class=\"banner\"><strong>{}</strong> {}</p>\n", loud, text);
  }

  private Html gates() {
    List<JsonNode> gates = scores.list("gates");
    List<String> failed =
        gates.stream()
            .filter(gate -> !gate.path("passed").asBoolean())
            .map(gate -> gate.path("key").asText())
            .toList();
    String loud = failed.size() + " of " + gates.size() + " gates failed:";
    return failed.isEmpty() ? Html.NONE : banner(loud, String.join(", ", failed) + ".");
  }

  private Html faults() {
    List<Fault> faults = Fault.in(scores);
    Map<Boolean, String> checks =
        Arrays.stream(FaultCheck.values())
            .collect(
                Collectors.partitioningBy(
                    check -> check.isPossible(scores),
                    Collectors.mapping(FaultCheck::toString, Collectors.joining(", "))));
    return Html.of(
        "<section><h2>Faults found</h2>\n{}{}{}</section>\n",
        faults.isEmpty()
            ? Html.of("<p>None of those that could be looked for.</p>\n")
            : Html.of(
                "<ul class=\"faults\">\n{}</ul>\n", faults.stream().map(Fault::html).toList()),
        note("Looked for", checks.getOrDefault(true, "")),
        note("Not looked for, as the scores for it are missing", checks.getOrDefault(false, "")));
  }

  private static Html note(String what, String checks) {
    return checks.isEmpty() ? Html.NONE : Html.of("<p class=\"note\">{}: {}.</p>\n", what, checks);
  }
}
