package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.synthassay.distance.DistanceScore;
import org.synthassay.manifold.ManifoldScore;
import org.synthassay.math.Score;

/** The calibrated scores at half the images and at all of them, each with its interval. */
final class SizeTable {
  private SizeTable() {}

  static Html of(Scores scores) {
    Html tables =
        Html.of(
            "{}{}",
            table(scores, "Plain radii", "manifold"),
            table(scores, "Group-aware radii", "group_aware"));
    return tables.isEmpty()
        ? Html.NONE
        : Html.of(
            """
            <section><h2>How the scores depend on the number of images</h2>
            <p>A score that moves from half the images to all of them would move on with more: it \
            compares only with scores of as many images.</p>
            {}</section>
            """,
            tables);
  }

  private static Html table(Scores scores, String title, String part) {
    List<List<String>> rows = new ArrayList<>();
    Stream.concat(
            Stream.of(ManifoldScore.values()).map(ManifoldScore::score),
            Stream.of(DistanceScore.values()).map(DistanceScore::score))
        .forEach(score -> row(scores, part, score).ifPresent(rows::add));
    JsonNode half = scores.at("calibration.half");
    return Table.of(
        title,
        List.of(
            "Score",
            "At half, " + (half.isNumber() ? Numbers.images(half.doubleValue()) : ""),
            "At all"),
        rows);
  }

  private static Optional<List<String>> row(Scores scores, String part, Score score) {
    return Calibrated.of(scores, "", part, score.key())
        .map(known -> List.of(score.title(), known.half(), known.value() + " " + known.interval()));
  }
}
