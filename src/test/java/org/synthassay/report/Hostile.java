package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import org.synthassay.math.Compared;
import org.synthassay.math.Histogram;

/** A run whose every name tries to break out of the page. */
final class Hostile {
  private static final String ATTACK =
      "\"'><img src=x onerror=document.title='broken'></script><script>document.title='broken'"
          + "</script><!--{{style}}{}\u2028]]>";

  private Hostile() {}

  static ReportData report() {
    Thumbnail image = new Thumbnail(ATTACK, ATTACK, Drawn.chest(1));
    Histogram histogram =
        Histogram.of(new Compared<>(new double[] {1, 2, 3}, new double[] {2, 3, 5}), 4);
    return new ReportData(
        metrics(),
        new Compared<>(List.of(image), List.of(image)),
        List.of(new Distribution(ATTACK, histogram)),
        List.of(new NearestPair(image, image, 0, 1.0)),
        List.of(image),
        new Rejections(
            new Compared<>(Map.of(ATTACK, 1L), Map.of()),
            List.of(new Rejections.Row(ATTACK, ATTACK, ATTACK, ATTACK))),
        ATTACK);
  }

  private static JsonNode metrics() {
    String attack = TextNode.valueOf(ATTACK).toString();
    String text = Script.resource("/org/synthassay/report/hostile.json");
    return MetricsJson.parse(text.replace("\"ATTACK\"", attack));
  }
}
