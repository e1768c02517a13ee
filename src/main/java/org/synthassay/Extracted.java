package org.synthassay;

import static org.apache.spark.sql.functions.col;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.synthassay.config.AuditConfig;
import org.synthassay.spark.extract.Extraction;
import org.synthassay.spark.run.Stages.Stage;
import org.synthassay.spark.vectors.EmbeddingSets;

/**
 * Features and embedding, or the rejection, of every sampled image.
 *
 * @param encoder by its name
 * @param pass that read the images; null for finished embeddings
 * @param given the finished embeddings; null for images
 */
record Extracted(
    String encoder,
    Dataset<Row> rows,
    Stage stage,
    @Nullable Extraction pass,
    @Nullable EmbeddingSets given) {

  /** The one expensive pass, with the audit's own network. */
  static Extracted of(AuditContext audit, Sampled sampled, List<OpenEncoder> encoders) {
    EmbeddingSets given = sampled.embeddings();
    if (given == null) {
      return of(audit, sampled, encoders.get(0));
    }
    Stage stage = audit.plan().embedded(sampled.taken(), given.dimension());
    var features = audit.config().spatial().features();
    Dataset<Row> rows =
        audit.stages().table(stage, done -> given.extracted(sampled.table(), features));
    return new Extracted(AuditConfig.MAIN, rows, stage, null, given);
  }

  static Extracted of(AuditContext audit, Sampled sampled, OpenEncoder encoder) {
    Dataset<Row> rows =
        encoder.pass().of(sampled.table(), sampled.images(), audit.stages(), encoder.stage());
    new RejectionLimit(audit).ofExtraction(sampled.table(), rows);
    return new Extracted(encoder.name(), rows, encoder.stage(), encoder.pass(), null);
  }

  boolean hasPixels() {
    return given == null;
  }

  /** Whether rows are compared less one centre, as float32 could not hold them as they are. */
  boolean isCentred() {
    return given != null && given.isCentred();
  }

  Dataset<Row> used() {
    return rows.filter(col("code").isNull());
  }

  /** The used rows with their embeddings. */
  Dataset<Row> embedded() {
    return given == null ? used() : given.embedded(used());
  }
}
