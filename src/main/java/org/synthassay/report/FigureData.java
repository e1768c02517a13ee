package org.synthassay.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.synthassay.math.Histogram;

/** What the page's script draws: numbers only, the drawing itself is in page.js. */
record FigureData(List<Chart> features, List<NeighbourCurve.Curve> curves) {

  /** A distribution and the element that it is drawn into. */
  record Chart(String id, String title, List<Bin> bins) {}

  /** One bin: its edges and each set's share of images in it. */
  record Bin(double from, double to, double real, double synthetic) {}

  static FigureData of(ReportData data) {
    List<Chart> charts = new ArrayList<>();
    for (Distribution distribution : data.distributions()) {
      charts.add(
          new Chart(
              FeatureFigure.id(charts.size()),
              FeatureFigure.title(distribution.feature()),
              bins(distribution.histogram())));
    }
    return new FigureData(charts, NeighbourCurve.curves(data.scores()));
  }

  /** JSON that no text inside it can end or leave: safe between script tags. */
  String json() {
    Map<String, Object> sections = new LinkedHashMap<>();
    sections.put("features", features);
    sections.put("curves", curves);
    return MetricsJson.tree(sections)
        .toString()
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static List<Bin> bins(Histogram histogram) {
    List<Bin> bins = new ArrayList<>();
    for (int i = 0; i + 1 < histogram.edges().size(); i++) {
      bins.add(
          new Bin(
              histogram.edges().get(i),
              histogram.edges().get(i + 1),
              histogram.shares().real().get(i),
              histogram.shares().synthetic().get(i)));
    }
    return bins;
  }
}
