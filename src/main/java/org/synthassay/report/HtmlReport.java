package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** report.html: one page that needs no network, and runs no script but those put into it here. */
public final class HtmlReport {
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private HtmlReport() {}

  public static String of(ReportData data) {
    Opening opening = new Opening(data.scores());
    List<Script> scripts = Script.all();
    Map<String, String> parts =
        Map.of(
            "title", Html.of("{}", opening.title()).toString(),
            "hashes", scripts.stream().map(Script::hash).collect(Collectors.joining(" ")),
            "style", Script.resource("page.css"),
            "body", Html.of("{}{}", opening.html(), sections(data)).toString(),
            "figures", FigureData.of(data).json(),
            "scripts", scripts.stream().map(HtmlReport::tag).collect(Collectors.joining("\n")));
    return fill(Script.resource("page.html"), parts);
  }

  /** The verdict on metrics.json in one line. */
  public static String verdict(JsonNode metrics) {
    return Verdict.of(new Scores(metrics)).line();
  }

  private static List<Html> sections(ReportData data) {
    Scores scores = data.scores();
    return List.of(
        ScoreTable.of(scores),
        NeighbourCurve.of(scores),
        SizeTable.of(scores),
        new ClassifierTable(scores).html(),
        SampleFigure.of(data.samples()),
        PairFigure.of(data.pairs()),
        InfluentialFigure.of(scores, data.influential()),
        FeatureFigure.of(data),
        ImageTables.of(data),
        RunSection.of(data));
  }

  private static String tag(Script script) {
    return "<script>" + script.code() + "</script>";
  }

  /** One pass, so that a placeholder inside a value stays text. */
  private static String fill(String template, Map<String, String> parts) {
    return PLACE
        .matcher(template)
        .replaceAll((MatchResult place) -> Matcher.quoteReplacement(part(parts, place.group(1))));
  }

  private static String part(Map<String, String> parts, String name) {
    String part = parts.get(name);
    if (part == null) {
      throw new IllegalStateException("page.html asks for {{" + name + "}}, which is not made");
    }
    return part;
  }
}
