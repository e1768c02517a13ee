package org.synthassay;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.PrepareOptions;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.listing.ImageListing;
import org.synthassay.spark.listing.NoSuchInputException;
import org.synthassay.spark.listing.UnpackedArchives;
import org.synthassay.spark.vectors.EmbeddingSets;

/**
 * Every input of both sets: ids and sizes, no pixels.
 *
 * @param embeddings where the sets are finished embeddings
 */
record Listed(Dataset<Row> table, String fingerprint, @Nullable EmbeddingSets embeddings) {

  static Listed of(AuditContext audit) {
    boolean embedded = audit.config().sets().real().isEmbedded();
    EmbeddingSets embeddings = embedded ? embeddings(audit) : null;
    Dataset<Row> table = audit.jobs().stage("list", done -> once(audit, embeddings));
    audit.checks().agreement(table);
    String fingerprint = ImageListing.fingerprint(table);
    new RejectionLimit(audit).ofListing(table);
    return new Listed(table, fingerprint, embeddings);
  }

  /** The inputs, with members that lie unpacked beside their archive marked as repeats. */
  private static Dataset<Row> once(AuditContext audit, @Nullable EmbeddingSets embeddings) {
    Dataset<Row> inputs = embeddings == null ? images(audit) : embeddings.listing();
    Dataset<Row> found = kept(audit, "_stages/list", inputs);
    if (!UnpackedArchives.arePossible(found)) {
      return found;
    }
    ShardOptions limits = ShardOptions.of(audit.config().limits());
    return kept(audit, "_stages/list-once", UnpackedArchives.marked(found, limits));
  }

  private static Dataset<Row> kept(AuditContext audit, String name, Dataset<Row> table) {
    table.write().mode(SaveMode.Overwrite).parquet(audit.run().path(name));
    return audit.spark().read().parquet(audit.run().path(name));
  }

  private static EmbeddingSets embeddings(AuditContext audit) {
    try {
      return new EmbeddingSets(audit.spark(), audit.config().sets());
    } catch (NoSuchInputException e) {
      throw audit.checks().missing(e);
    }
  }

  private static Dataset<Row> images(AuditContext audit) {
    try {
      var listing = new ImageListing(audit.spark(), ShardOptions.of(audit.config().limits()));
      listing.check(audit.config().sets());
      return listing.of(audit.config().sets(), audit.config().prepare().map(PrepareOptions::crop));
    } catch (NoSuchInputException e) {
      throw audit.checks().missing(e);
    }
  }
}
