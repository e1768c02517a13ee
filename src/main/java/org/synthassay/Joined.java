package org.synthassay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.synthassay.calibration.Calibration;
import org.synthassay.manifold.ManifoldScores;
import org.synthassay.math.Skipped;
import org.synthassay.spark.join.BlockJoin;
import org.synthassay.spark.join.JoinResult;
import org.synthassay.spark.run.Stages.Stage;
import org.synthassay.spark.tables.LabelCoverage;

/**
 * The sets compared in the space of one network: neighbours, balls and distances.
 *
 * @param verdicts a row a row
 * @param found sections of metrics.json
 */
record Joined(Extracted extracted, Stage stage, Dataset<Row> verdicts, ObjectNode found) {
  private static final String CENTRED =
      "it is of rows as they are, and these were centred for what float32 would round off";

  static Joined of(AuditContext audit, Extracted extracted) {
    Stage stage = audit.plan().compare(extracted.encoder(), extracted.stage());
    String work = "_stages/" + StagePlan.own("join", extracted.encoder());
    String verdicts = audit.run().path("_stages/" + StagePlan.own("verdicts", extracted.encoder()));
    ObjectNode found =
        audit.found(
            stage,
            () -> {
              audit.run().delete(work);
              JoinResult joined = join(audit, extracted, audit.run().path(work));
              joined.verdicts().write().mode(SaveMode.Overwrite).parquet(verdicts);
              audit.run().delete(work);
              return sections(joined, extracted);
            });
    return new Joined(extracted, stage, audit.spark().read().parquet(verdicts), found);
  }

  private static JoinResult join(AuditContext audit, Extracted extracted, String folder) {
    return BlockJoin.of(
        extracted.embedded().select("id", "set", "group", "label", "embedding"),
        audit.plan().comparing(),
        folder);
  }

  private static ObjectNode sections(JoinResult joined, Extracted extracted) {
    Map<String, Object> sections = new LinkedHashMap<>();
    List<Skipped> skipped = new ArrayList<>(joined.skipped());
    Map<String, Object> distance = new LinkedHashMap<>(joined.distance().section());
    if (extracted.isCentred() && distance.remove("kid") != null) {
      skipped.add(new Skipped("distance.kid", CENTRED));
    }
    sections.put("manifold", joined.manifold().section());
    ManifoldScores groupAware = joined.groupAware();
    if (groupAware != null) {
      sections.put("group_aware", groupAware.section());
    }
    sections.put("distance", distance);
    Calibration calibration = joined.calibration();
    if (calibration != null) {
      sections.put("calibration", extracted.isCentred() ? calibration.without("kid") : calibration);
    }
    sections.put("join", joined.facts());
    return AuditResults.of(sections, skipped);
  }

  /** How much of each real class is covered; empty without labels. */
  ObjectNode coverage() {
    List<LabelCoverage> coverage = LabelCoverage.of(extracted.used(), verdicts);
    return AuditResults.of(coverage.isEmpty() ? Map.of() : Map.of("coverage_by_label", coverage));
  }
}
