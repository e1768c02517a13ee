package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.synthassay.math.Skipped;

/** How the audit was run: what it could not compute, its gates, its facts, its configuration. */
final class RunSection {
  private RunSection() {}

  static Html of(ReportData data) {
    Scores scores = data.scores();
    return Html.of(
        "{}{}{}{}{}",
        section("Scores that were not computed", skipped(scores.skipped())),
        section("Gates", gates(scores.list("gates"))),
        section(
            "Calibration: the same scores between real halves",
            Table.of(
                "All at the half's size; full scores stand in table I",
                List.of("Score", "Values"),
                FactTable.rows(FactTable.of(scores.at("calibration"), Numbers::line)))),
        section("The run", run(scores)),
        configuration(data.config()));
  }

  private static Html section(String title, Html content) {
    return content.isEmpty()
        ? Html.NONE
        : Html.of("<section><h2>{}</h2>\n{}</section>\n", title, content);
  }

  private static Html skipped(List<Skipped> skipped) {
    return Table.of(
        "Skipped scores",
        List.of("Score", "Why"),
        skipped.stream().map(s -> List.of(s.key(), s.reason())).toList());
  }

  private static Html gates(List<JsonNode> gates) {
    return Table.of(
        "Limits set by the configuration",
        List.of("Score", "Value", "Least", "Most", "Result"),
        gates.stream()
            .map(
                gate ->
                    List.of(
                        gate.path("key").asText(),
                        limit(gate.path("value"), "not computed"),
                        limit(gate.path("min"), ""),
                        limit(gate.path("max"), ""),
                        gate.path("passed").asBoolean() ? "✓ kept" : "! failed"))
            .toList());
  }

  private static String limit(JsonNode number, String otherwise) {
    return number.isNumber() ? Numbers.plain(number.doubleValue()) : otherwise;
  }

  private static Html run(Scores scores) {
    JsonNode audit = scores.at("audit").deepCopy();
    if (audit instanceof ObjectNode facts) {
      facts.remove(List.of("name", "seconds"));
    }
    Map<String, String> seconds = FactTable.of(scores.at("audit.seconds"), Numbers::line);
    return Html.of(
        "{}{}",
        Table.of(
            "Facts",
            List.of("What", "Value"),
            FactTable.rows(FactTable.of(audit, JsonNode::asText))),
        Table.of("Time by stage", List.of("Stage", "Seconds"), FactTable.rows(seconds)));
  }

  private static Html configuration(String config) {
    return config.isBlank()
        ? Html.NONE
        : Html.of(
            """
            <section><h2>Configuration</h2>
            <details><summary>Every setting of this audit, defaults filled in</summary>
            <pre>{}</pre></details></section>
            """,
            config);
  }
}
