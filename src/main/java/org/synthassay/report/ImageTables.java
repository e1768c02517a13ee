package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.synthassay.math.Compared;

/** What became of the images: counts, formats, labels, rejections. */
final class ImageTables {
  private static final List<String> SETS = List.of("What", "Real", "Synthetic");

  private ImageTables() {}

  static Html of(ReportData data) {
    Scores scores = data.scores();
    Html tables =
        Html.of(
            "{}{}{}{}{}",
            bothSets("Images", scores.at("real"), scores.at("synthetic")),
            bothSets("File formats", scores.at("formats.real"), scores.at("formats.synthetic")),
            labels(scores.list("coverage_by_label")),
            rejectionCounts(data.rejections().counts()),
            rejected(data.rejections().head()));
    return tables.isEmpty()
        ? Html.NONE
        : Html.of("<section><h2>Images found and used</h2>\n{}</section>\n", tables);
  }

  private static Html bothSets(String caption, JsonNode real, JsonNode synthetic) {
    Map<String, String> realFacts = FactTable.of(real, Numbers::line);
    Map<String, String> syntheticFacts = FactTable.of(synthetic, Numbers::line);
    Set<String> names = new LinkedHashSet<>(realFacts.keySet());
    names.addAll(syntheticFacts.keySet());
    return Table.of(
        caption,
        SETS,
        names.stream()
            .map(
                name ->
                    List.of(
                        name,
                        realFacts.getOrDefault(name, ""),
                        syntheticFacts.getOrDefault(name, "")))
            .toList());
  }

  private static Html labels(List<JsonNode> labels) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : labels) {
      double covered = row.path("covered").asDouble();
      double images = row.path("images").asDouble();
      rows.add(
          List.of(
              row.path("label").asText(),
              Numbers.count(images),
              Numbers.count(covered),
              images > 0 ? Numbers.share(covered / images) : ""));
    }
    return Table.of(
        "Coverage by label: real images with a synthetic one nearby",
        List.of("Label", "Real images", "Covered", "Share"),
        rows);
  }

  private static Html rejectionCounts(Compared<Map<String, Long>> counts) {
    Set<String> codes = new LinkedHashSet<>(counts.real().keySet());
    codes.addAll(counts.synthetic().keySet());
    return Table.of(
        "Rejected, by reason",
        SETS,
        codes.stream()
            .sorted()
            .map(
                code ->
                    List.of(
                        code,
                        Numbers.count(counts.real().getOrDefault(code, 0L)),
                        Numbers.count(counts.synthetic().getOrDefault(code, 0L))))
            .toList());
  }

  private static Html rejected(List<Rejections.Row> head) {
    return Table.of(
        "Rejected images (the first; all are in the table rejected/)",
        List.of("Image", "Set", "Reason", "What was wrong"),
        head.stream().map(r -> List.of(r.id(), r.set(), r.code(), r.sentence())).toList());
  }
}
