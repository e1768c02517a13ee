package org.synthassay;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.synthassay.math.Compared;
import org.synthassay.report.ReportOptions.Ids;
import org.synthassay.spark.extract.Extraction;
import org.synthassay.spark.listing.UnpackedArchives;
import org.synthassay.spark.run.Stages.Stage;
import org.synthassay.spark.tables.ClosestPairs;
import org.synthassay.spark.tables.FormatCounts;
import org.synthassay.spark.tables.IdMask;
import org.synthassay.spark.tables.IdenticalImages;
import org.synthassay.spark.tables.InfluentialImages;
import org.synthassay.spark.tables.ResultTables;
import org.synthassay.spark.tables.SetCounts;
import org.synthassay.spark.vectors.EmbeddingSets;

/** The tables that users read, and the sections of metrics.json that count them. */
final class RunTables {
  private static final int PAIRS_SHOWN = 12;
  private static final int INFLUENTIAL_SHOWN = 12;

  private RunTables() {}

  static ObjectNode write(
      AuditContext audit, Sampled sampled, Joined joined, FurtherEncoders further) {
    Extracted extracted = joined.extracted();
    Dataset<Row> outcomes = ResultTables.outcomes(sampled.table(), extracted.rows());
    List<Stage> others = further.extracted().stream().map(Extracted::stage).toList();
    audit
        .stages()
        .once(
            audit.plan().tables(sampled.stage(), joined.stage(), others),
            done -> {
              ResultTables tables = new ResultTables(audit.run(), mask(audit));
              tables.writeListing(outcomes);
              writeEmbeddings(tables, extracted, further);
              tables.writeImages(extracted.used(), joined.verdicts());
              Dataset<Row> used = extracted.used();
              boolean shown = audit.config().report().thumbnails();
              tables.writeThumbnails(shown ? used : used.limit(0), StagePlan.SAMPLES_SHOWN);
              writeShown(tables, audit, sampled, joined);
              tables.writeIdentical(used);
            });
    return counts(audit, sampled, extracted, outcomes);
  }

  private static IdMask mask(AuditContext audit) {
    return audit.config().report().ids() == Ids.HASHED ? IdMask.salted() : IdMask.none();
  }

  private static void writeEmbeddings(ResultTables tables, Extracted own, FurtherEncoders further) {
    EmbeddingSets given = own.given();
    if (given != null) {
      tables.writePlaces(given.places(own.used()));
      return;
    }
    Map<String, Dataset<Row>> embedded = new LinkedHashMap<>();
    further.extracted().forEach(other -> embedded.put(other.encoder(), other.used()));
    embedded.put(own.encoder(), own.used());
    tables.writeEmbeddings(embedded);
  }

  /** What the report picks out of the sets, with pictures drawn once. */
  private static void writeShown(
      ResultTables tables, AuditContext audit, Sampled sampled, Joined joined) {
    Dataset<Row> pairs = ClosestPairs.of(joined.verdicts(), PAIRS_SHOWN).cache();
    Dataset<Row> influential = InfluentialImages.of(joined.verdicts(), INFLUENTIAL_SHOWN).cache();
    Dataset<Row> wanted =
        ClosestPairs.images(pairs).union(influential.select("set", "id")).distinct();
    Dataset<Row> pictures = pictures(audit, sampled, joined.extracted(), wanted).cache();
    try {
      tables.writePairs(ClosestPairs.withPictures(pairs, pictures));
      tables.writeInfluential(InfluentialImages.withPictures(influential, pictures));
    } finally {
      List.of(pairs, influential, pictures).forEach(Dataset::unpersist);
    }
  }

  private static Dataset<Row> pictures(
      AuditContext audit, Sampled sampled, Extracted extracted, Dataset<Row> wanted) {
    Extraction pass = extracted.pass();
    return pass != null && audit.config().report().thumbnails()
        ? pass.pictures(sampled.table().join(broadcast(wanted), new String[] {"set", "id"}))
        : Extraction.noPictures(audit.spark());
  }

  private static ObjectNode counts(
      AuditContext audit, Sampled sampled, Extracted extracted, Dataset<Row> outcomes) {
    Map<String, Object> sections = new LinkedHashMap<>();
    Compared<SetCounts> counts = SetCounts.of(outcomes);
    sections.put("real", counts.real());
    sections.put("synthetic", counts.synthetic());
    EmbeddingSets given = extracted.given();
    if (given == null) {
      sections.put("formats", FormatCounts.of(extracted.used()));
      sections.put("identical", identical(audit, sampled));
    } else {
      sections.put("embeddings", given.facts());
      sections.put(AuditResults.WARNINGS, given.warnings());
    }
    return AuditResults.of(sections);
  }

  private static IdenticalImages identical(AuditContext audit, Sampled sampled) {
    Map<String, Long> unpacked = new HashMap<>();
    sampled
        .table()
        .filter(col("code").equalTo(UnpackedArchives.CODE).and(col("window").leq(0)))
        .groupBy("set")
        .count()
        .collectAsList()
        .forEach(row -> unpacked.put(row.getString(0), row.getLong(1)));
    return IdenticalImages.of(
        audit.spark().read().parquet(audit.run().path(ResultTables.IDENTICAL)),
        new Compared<>("real", "synthetic").map(set -> unpacked.getOrDefault(set, 0L)));
  }
}
