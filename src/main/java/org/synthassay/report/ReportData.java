package org.synthassay.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.synthassay.math.Compared;

/**
 * All that the report shows; what a run did not make is missing or empty.
 *
 * @param metrics metrics.json
 * @param samples a seeded few of each set, for figure 1
 * @param distributions one a spatial feature, in the order shown
 * @param pairs the closest synthetic and real images, closest first
 * @param influential the synthetic images that raise FID most
 * @param config the resolved configuration as text, secrets masked
 */
public record ReportData(
    JsonNode metrics,
    Compared<List<Thumbnail>> samples,
    List<Distribution> distributions,
    List<NearestPair> pairs,
    List<Thumbnail> influential,
    Rejections rejections,
    String config) {
  public ReportData {
    samples = samples.map(List::copyOf);
    distributions = List.copyOf(distributions);
    pairs = List.copyOf(pairs);
    influential = List.copyOf(influential);
  }

  Scores scores() {
    return new Scores(metrics);
  }
}
