package org.synthassay.report;

import java.util.List;
import java.util.OptionalDouble;

/** The synthetic images that make most of FID: what is wrong with the set is seen in them first. */
final class InfluentialFigure {
  private static final String PATH = "distance.fid_influence.";

  private InfluentialFigure() {}

  static Html of(Scores scores, List<Thumbnail> images) {
    OptionalDouble without = scores.number(PATH + "fid_without");
    if (without.isEmpty()) {
      return Html.NONE;
    }
    List<Html> figures = images.stream().map(InfluentialFigure::figure).toList();
    return Html.of(
        """
        <section><h2>Images that make the distance</h2>
        <p>The {} of the synthetic set that raise FID most: without them FID is {}, not {}; they \
        make {} % of the distance.{}</p>
        {}</section>
        """,
        Numbers.images(scores.number(PATH + "images").orElse(0)),
        Numbers.significant(without.getAsDouble()),
        Numbers.significant(scores.number("distance.fid").orElse(Double.NaN)),
        Numbers.count(100 * scores.number(PATH + "share").orElse(0)),
        figures.isEmpty() ? "" : " The first of them; fid_influence in images/ has every image's:",
        Html.of("<div class=\"grid\">\n{}</div>\n", figures));
  }

  private static Html figure(Thumbnail image) {
    return Html.of(
        "<figure>{}<figcaption>{}</figcaption></figure>\n",
        image.image("synthetic image"),
        image.id());
  }
}
