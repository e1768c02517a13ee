package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.synthassay.manifold.ManifoldScore;
import org.synthassay.math.Score;
import org.synthassay.math.Score.Form;

/** The scores at every k of the sweep: a curve and the table behind it. */
final class NeighbourCurve {
  private static final List<String> SHARES = ofCurve(EnumSet.of(Form.SHARE));
  private static final List<String> COLUMNS = ofCurve(EnumSet.of(Form.SHARE, Form.RATIO));

  private NeighbourCurve() {}

  /** One drawn point. */
  record Point(int k, String score, double value) {}

  /** One chart of the page; {@code id} is the element that it is drawn into. */
  record Curve(String id, String title, List<String> scores, List<Point> points) {}

  private static List<String> ofCurve(Set<Form> forms) {
    return ManifoldScore.ofCurve().stream()
        .map(ManifoldScore::score)
        .filter(score -> !score.isExpectation() && forms.contains(score.form()))
        .map(Score::key)
        .toList();
  }

  /** Plain radii, and group-aware ones where groups are given. */
  static List<Curve> curves(Scores scores) {
    return Stream.of("manifold", "group_aware")
        .map(
            part ->
                new Curve(
                    "curve-" + part, title(part), SHARES, points(scores.list(part + ".sweep"))))
        .filter(curve -> !curve.points().isEmpty())
        .toList();
  }

  static Html of(Scores scores) {
    List<Curve> curves = curves(scores);
    if (curves.isEmpty()) {
      return Html.NONE;
    }
    return Html.of(
        """
        <section><h2>How the scores depend on k</h2>
        <p>A larger k makes wider balls around each image, so all shares rise; a verdict \
        that turns with k is a weak one.</p>
        <div class="charts wide">{}</div>
        </section>
        """,
        curves.stream()
            .map(
                curve ->
                    Html.of(
                        "<figure><figcaption>{}</figcaption><div id=\"{}\"></div>\n{}</figure>\n",
                        curve.title(),
                        curve.id(),
                        table(scores, curve)))
            .toList());
  }

  private static Html table(Scores scores, Curve curve) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode point : scores.list(curve.id().substring("curve-".length()) + ".sweep")) {
      List<String> row = new ArrayList<>();
      row.add(Numbers.line(point.path("k")));
      for (String column : COLUMNS) {
        JsonNode value = point.path(column);
        row.add(value.isNumber() ? Numbers.share(value.doubleValue()) : "");
      }
      rows.add(row);
    }
    List<String> head = Stream.concat(Stream.of("k"), COLUMNS.stream()).toList();
    return Table.of(curve.title(), head, rows);
  }

  private static String title(String part) {
    return part.equals("manifold") ? "Plain radii" : "Group-aware radii";
  }

  private static List<Point> points(List<JsonNode> sweep) {
    List<Point> points = new ArrayList<>();
    for (JsonNode row : sweep) {
      for (String share : SHARES) {
        JsonNode value = row.path(share);
        if (value.isNumber()) {
          points.add(new Point(row.path("k").asInt(), share, value.doubleValue()));
        }
      }
    }
    return points;
  }
}
