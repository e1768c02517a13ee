package org.synthassay.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.synthassay.distance.DistanceScore;
import org.synthassay.manifold.ManifoldScore;
import org.synthassay.math.Score;

/** Table I: every score of realism, variety, copying and distance, in a row that explains it. */
record ScoreTable(Scores scores, List<Column> columns) {

  private static final List<Score> ALL =
      Stream.concat(
              Arrays.stream(ManifoldScore.values()).map(ManifoldScore::score),
              Arrays.stream(DistanceScore.values()).map(DistanceScore::score))
          .filter(score -> !score.isExpectation())
          .toList();

  /**
   * One way to compute the scores.
   *
   * @param prefix the path of its encoder, with a dot behind; empty for the audit's own
   * @param part the path of its neighbour scores behind it
   * @param distances whether distances belong to it: they know no radii
   */
  private record Column(String title, String prefix, String part, boolean distances) {

    String path(Score score) {
      return prefix + (ofRadii(score) ? part : score.section()) + "." + score.key();
    }

    boolean holds(Score score) {
      return distances || ofRadii(score);
    }

    private static boolean ofRadii(Score score) {
      return score.section().equals("manifold");
    }
  }

  static Html of(Scores scores) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("Value", "", "manifold", true));
    if (!scores.part("group_aware").isEmpty()) {
      columns.add(new Column("Group-aware", "", "group_aware", false));
    }
    scores
        .at("encoders")
        .fieldNames()
        .forEachRemaining(
            name -> columns.add(new Column(name, "encoders." + name + ".", "manifold", true)));
    return new ScoreTable(scores, columns).html();
  }

  private Html html() {
    List<String> head = new ArrayList<>();
    head.add("Score");
    columns.forEach(column -> head.add(column.title()));
    head.addAll(List.of("Good", "What it says"));
    List<List<Object>> rows =
        ALL.stream()
            .filter(score -> columns.stream().anyMatch(column -> isKnown(column, score)))
            .map(this::row)
            .toList();
    return Html.of(
        """
        <section class="scores"><h2>Table I. Realism, variety and copying</h2>
        {}
        {}
        </section>
        """,
        Table.of("Scores of the synthetic set against the real one" + neighbours(), head, rows),
        notes().stream().map(note -> Html.of("<p class=\"note\">{}</p>\n", note)).toList());
  }

  private List<Object> row(Score score) {
    return Stream.of(
            Stream.<Object>of(score.title()),
            columns.stream().<Object>map(column -> cell(column, score)),
            Stream.<Object>of(score.good(), score.meaning()))
        .flatMap(cells -> cells)
        .toList();
  }

  private Html cell(Column column, Score score) {
    OptionalDouble value = value(column, score);
    if (value.isEmpty()) {
      return isKnown(column, score) ? Html.of("<span class=\"none\">skipped</span>") : Html.NONE;
    }
    return Html.of("{}{}", format(score, value.getAsDouble()), beside(column, score));
  }

  /** What must be read with the value: coverage's expectation, a spread. */
  private Html beside(Column column, Score score) {
    OptionalDouble expected =
        scores.number(column.prefix() + column.part() + "." + score.expectation());
    if (expected.isPresent()) {
      return Html.of(
          "<small>expected {}</small>{}",
          format(score, expected.getAsDouble()),
          interval(column, score));
    }
    if (calibrated(column, score).isPresent()) {
      return interval(column, score);
    }
    OptionalDouble low = scores.number(column.path(score) + ".low");
    if (low.isPresent()) {
      return Html.of(
          "<small>95 %: [{}, {}]</small>",
          format(score, low.getAsDouble()),
          format(score, scores.number(column.path(score) + ".high").orElse(Double.NaN)));
    }
    return Stream.of(".sd", ".standard_error", "_sd", "_standard_error")
        .map(suffix -> scores.number(column.path(score) + suffix))
        .filter(OptionalDouble::isPresent)
        .map(spread -> Html.of("<small>± {}</small>", format(score, spread.getAsDouble())))
        .findFirst()
        .orElse(Html.NONE);
  }

  private boolean isKnown(Column column, Score score) {
    return value(column, score).isPresent()
        || (column.holds(score) && scores.whySkipped(column.path(score)).isPresent());
  }

  private OptionalDouble value(Column column, Score score) {
    return column.holds(score) ? scores.number(column.path(score)) : OptionalDouble.empty();
  }

  private Optional<Calibrated> calibrated(Column column, Score score) {
    return Calibrated.of(scores, column.prefix(), column.part(), score.key());
  }

  /** The interval, what real halves reach among themselves, and the ratio to it. */
  private Html interval(Column column, Score score) {
    return calibrated(column, score)
        .map(
            known ->
                Html.of(
                    "<small>95 %: {}</small><small>real halves: {}</small>{}",
                    known.interval(), known.real(), ratio(known)))
        .orElse(Html.NONE);
  }

  private static Html ratio(Calibrated known) {
    if (known.isAtFloor()) {
      return Html.of("<small>ratio refused: at its floor</small>");
    }
    return known.ratio().map(ratio -> Html.of("<small>ratio: {}</small>", ratio)).orElse(Html.NONE);
  }

  private static String format(Score score, double value) {
    return switch (score.form()) {
      case SHARE, RATIO -> Numbers.share(value);
      case SIZE -> Numbers.significant(value);
      case COUNT -> Numbers.count(value);
    };
  }

  private String neighbours() {
    OptionalDouble k = scores.number("manifold.k");
    return k.isPresent() ? "; neighbours: k = " + Numbers.plain(k.getAsDouble()) : "";
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (!scores.part("group_aware").isEmpty()) {
      notes.add(
          "Value: as published, an image's neighbours may be of the same patient. Group-aware:"
              + " images of the same patient or slide are not counted as its neighbours.");
    }
    if (!scores.part("calibration").isEmpty()) {
      notes.add(
          "95 %: interval from halves of the sets, drawn by whole groups, class by class. Real"
              + " halves: what real images reach among themselves at half the size; ratio:"
              + " synthetic halves over real ones, its interval on the safe side.");
    }
    tooFewForFid(scores, "").ifPresent(notes::add);
    scores
        .at("encoders")
        .fieldNames()
        .forEachRemaining(
            name ->
                tooFewForFid(scores.part("encoders", name), " in " + name).ifPresent(notes::add));
    if (!scores.at("manifold.without_radius").isMissingNode()) {
      notes.add(
          "Images without a radius (fewer than k candidates): "
              + Numbers.line(scores.at("manifold.without_radius"))
              + ".");
    }
    return notes;
  }

  private static Optional<String> tooFewForFid(Scores scores, String where) {
    double images =
        Math.min(
            scores.number("real.used").orElse(Double.MAX_VALUE),
            scores.number("synthetic.used").orElse(Double.MAX_VALUE));
    double dimension =
        scores.number("audit.model.dimension").orElse(scores.number("model.dimension").orElse(0));
    if (scores.number("distance.fid").isEmpty() || images > dimension) {
      return Optional.empty();
    }
    return Optional.of(
        "Warning: FID"
            + where
            + " from "
            + Numbers.images(images)
            + " a set in "
            + Numbers.count(dimension)
            + " dimensions is far too high: compare it only with FIDs of as many images.");
  }
}
