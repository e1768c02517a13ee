package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.synthassay.math.Compared;
import org.synthassay.spatial.Feature;

/** Figure 2: how each spatial feature is spread in both sets, and the table of it. */
record FeatureFigure(Scores scores, List<Distribution> distributions) {

  private static final List<String> HEAD =
      List.of("Feature", "Real, mean ± sd", "Synthetic, mean ± sd", "Cliff's delta", "KS");

  static Html of(ReportData data) {
    return new FeatureFigure(data.scores(), data.distributions()).html();
  }

  /** The element that the n-th distribution is drawn into. */
  static String id(int index) {
    return "feature-" + index;
  }

  private Html html() {
    JsonNode spatial = scores.at("spatial");
    if (distributions.isEmpty() && (spatial.isMissingNode() || spatial.isEmpty())) {
      return Html.NONE;
    }
    List<Html> figures = new ArrayList<>();
    for (int i = 0; i < distributions.size(); i++) {
      figures.add(figure(id(i), distributions.get(i)));
    }
    List<List<String>> rows = new ArrayList<>();
    spatial.fieldNames().forEachRemaining(feature -> rows.add(row(feature)));
    return Html.of(
        """
        <section><h2>Figure 2. Image features, real against synthetic</h2>
        <p><span class="swatch-real"></span> real (filled) \
        <span class="swatch-synthetic"></span> synthetic (line): share of images at each value. \
        The less they overlap, the stronger the difference; a positive Cliff's delta means larger \
        values in the synthetic set.</p>
        <div class="charts">{}</div>
        {}</section>
        """,
        figures,
        Table.of("Image features", HEAD, rows));
  }

  private Html figure(String id, Distribution distribution) {
    return Html.of(
        """
        <figure><figcaption><strong>{}</strong><br>{}</figcaption>
        <div id="{}"></div>{}</figure>
        """,
        title(distribution.feature()),
        effect(distribution.feature()),
        id,
        outside(distribution.histogram().outside()));
  }

  /** {@code BIQ, sharpness (Brenner)}; a feature not known here keeps its key. */
  static String title(String key) {
    return Feature.of(key)
        .map(feature -> feature.name() + ", " + feature.meaning())
        .orElse(key.toUpperCase(Locale.ROOT));
  }

  private String effect(String feature) {
    OptionalDouble ks = scores.number("spatial." + feature + ".ks");
    return "Cliff's delta "
        + delta(feature)
        + (ks.isPresent() ? ", KS " + Numbers.share(ks.getAsDouble()) : "");
  }

  private String delta(String feature) {
    OptionalDouble delta = scores.number("spatial." + feature + ".cliffs_delta");
    return delta.isEmpty()
        ? "–"
        : Numbers.share(delta.getAsDouble()) + " (" + Words.effect(delta.getAsDouble()) + ")";
  }

  private static Html outside(Compared<Double> outside) {
    if (outside.real() == 0 && outside.synthetic() == 0) {
      return Html.NONE;
    }
    return Html.of(
        "<p class=\"note\">Beyond the axis: {} % of real, {} % of synthetic</p>",
        Numbers.significant(round(outside.real())),
        Numbers.significant(round(outside.synthetic())));
  }

  /** Per cent with one decimal. */
  private static double round(double share) {
    return Math.round(share * 1000) / 10.0;
  }

  private List<String> row(String feature) {
    String path = "spatial." + feature;
    OptionalDouble ks = scores.number(path + ".ks");
    return List.of(
        title(feature),
        spread(path + ".real"),
        spread(path + ".synthetic"),
        delta(feature),
        ks.isPresent() ? Numbers.share(ks.getAsDouble()) : "");
  }

  private String spread(String path) {
    OptionalDouble mean = scores.number(path + ".mean");
    OptionalDouble sd = scores.number(path + ".sd");
    return (mean.isPresent() ? Numbers.significant(mean.getAsDouble()) : "–")
        + (sd.isPresent() ? " ± " + Numbers.significant(sd.getAsDouble()) : "");
  }
}
