package org.synthassay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.synthassay.classifier.Classification;
import org.synthassay.classifier.ClassifierScores;
import org.synthassay.math.Contrast;
import org.synthassay.math.Skipped;
import org.synthassay.report.Distribution;
import org.synthassay.spark.tables.FeatureComparison;
import org.synthassay.spatial.Feature;
import org.synthassay.spatial.FeatureGroup;

/** What the spatial features say of the sets, as sections of metrics.json. */
final class FeatureScores {
  private static final String NO_PIXELS =
      "the sets are finished embeddings: spatial features need pixels";

  private FeatureScores() {}

  /** Whether a classifier tells the sets apart. */
  static ObjectNode classified(AuditContext audit, Extracted extracted) {
    if (!extracted.hasPixels()) {
      return AuditResults.of(Map.of(), List.of(new Skipped("classifier", NO_PIXELS)));
    }
    return audit.found(
        audit.plan().classify(extracted.stage()),
        () -> {
          List<Feature> asked = audit.config().spatial().features();
          List<Feature> classic =
              asked.stream().filter(f -> f.group() == FeatureGroup.CLASSIC).toList();
          Classification outcome = classification(audit, extracted, asked);
          if (!classic.isEmpty() && classic.size() < asked.size()) {
            outcome = outcome.beside(classification(audit, extracted, classic));
          }
          ClassifierScores scores = outcome.scores();
          return AuditResults.of(
              scores == null ? Map.of() : Map.of("classifier", scores), outcome.skipped());
        });
  }

  private static Classification classification(
      AuditContext audit, Extracted extracted, List<Feature> features) {
    return Classification.of(
        extracted.used().drop("embedding", "thumbnail"),
        features.stream().map(Feature::key).toList(),
        audit.config().classifier(),
        audit.config().seed());
  }

  /** How each feature differs between the sets. */
  static ObjectNode compared(AuditContext audit, Extracted extracted) {
    if (!extracted.hasPixels()) {
      return AuditResults.of(Map.of(), List.of(new Skipped("spatial", NO_PIXELS)));
    }
    return audit.found(
        audit.plan().measure(extracted.stage()),
        () -> {
          Map<String, Contrast> features = new LinkedHashMap<>();
          List<Distribution> distributions = new ArrayList<>();
          for (FeatureComparison feature : FeatureComparison.of(extracted.used())) {
            features.put(feature.feature(), feature.contrast());
            distributions.add(new Distribution(feature.feature(), feature.histogram()));
          }
          audit.run().write(RunReport.DISTRIBUTIONS, Distribution.text(distributions));
          return AuditResults.of(Map.of("spatial", features));
        });
  }
}
