package org.synthassay;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import org.synthassay.config.AuditConfig;
import org.synthassay.image.PrepareOptions;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.listing.ImageListing;
import org.synthassay.spark.listing.ListingCensus;
import org.synthassay.spark.listing.NoSuchInputException;
import org.synthassay.spark.listing.UnpackedArchives;
import org.synthassay.spark.vectors.EmbeddingSets;

/**
 * Every input of both sets: ids and sizes, no pixels.
 *
 * @param embeddings where the sets are finished embeddings
 */
record Listed(Dataset<Row> table, ListingCensus census, @Nullable EmbeddingSets embeddings) {

  static Listed of(AuditContext audit) {
    boolean embedded = audit.config().sets().real().isEmbedded();
    EmbeddingSets embeddings =
        embedded ? embeddings(audit.spark(), audit.config(), audit.checks()) : null;
    Listed listed = audit.jobs().stage("list", done -> once(audit, embeddings));
    audit.checks().agreement(listed.table(), listed.census());
    if (listed.census().hasRejected()) {
      new RejectionLimit(audit).ofListing(listed.table());
    }
    return listed;
  }

  /** The inputs, with members that lie unpacked beside their archive marked as repeats. */
  private static Listed once(AuditContext audit, @Nullable EmbeddingSets embeddings) {
    Dataset<Row> inputs =
        embeddings == null
            ? images(audit.spark(), audit.config(), audit.checks())
            : embeddings.listing();
    Dataset<Row> found = audit.stages().kept("list", inputs);
    ListingCensus census = ListingCensus.of(found);
    if (!census.hasArchivesBesideFiles()) {
      return new Listed(found, census, embeddings);
    }
    ShardOptions limits = ShardOptions.of(audit.config().limits());
    Dataset<Row> once = audit.stages().kept("list-once", UnpackedArchives.marked(found, limits));
    return new Listed(once, ListingCensus.of(once), embeddings);
  }

  static EmbeddingSets embeddings(SparkSession spark, AuditConfig config, AuditChecks checks) {
    try {
      return new EmbeddingSets(spark, config.sets());
    } catch (NoSuchInputException e) {
      throw checks.missing(e);
    }
  }

  static Dataset<Row> images(SparkSession spark, AuditConfig config, AuditChecks checks) {
    try {
      var listing = new ImageListing(spark, ShardOptions.of(config.limits()));
      listing.check(config.sets());
      return listing.of(config.sets(), config.prepare().map(PrepareOptions::crop));
    } catch (NoSuchInputException e) {
      throw checks.missing(e);
    }
  }
}
