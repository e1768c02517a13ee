package org.synthassay;

import static org.apache.spark.sql.functions.col;

import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.synthassay.config.ConfigException;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.math.Compared;
import org.synthassay.report.ReportOptions.Ids;
import org.synthassay.spark.listing.ListingRow.Status;
import org.synthassay.spark.listing.RejectedShare;
import org.synthassay.spark.run.StageException;
import org.synthassay.spark.tables.IdMask;
import org.synthassay.spark.tables.ResultTables;

/**
 * Ends an audit of which too much was rejected: with the reasons, the first names, and the tables
 * that name the rest.
 */
final class RejectionLimit {
  private static final int NAMED = 10;

  private final AuditContext audit;

  RejectionLimit(AuditContext audit) {
    this.audit = audit;
  }

  /** Holds what the listing rejected against the limit, before a pixel is read. */
  void ofListing(Dataset<Row> listing) {
    Compared<RejectedShare> shares = RejectedShare.ofListing(listing);
    check("real", shares.real(), listing);
    check("synthetic", shares.synthetic(), listing);
  }

  /** Holds what was rejected on reading against the limit. */
  void ofExtraction(Dataset<Row> marked, Dataset<Row> extracted) {
    Compared<RejectedShare> shares = RejectedShare.ofExtraction(extracted);
    check("real", shares.real(), ResultTables.outcomes(marked, extracted));
    check("synthetic", shares.synthetic(), ResultTables.outcomes(marked, extracted));
  }

  private void check(String set, RejectedShare share, Dataset<Row> rows) {
    double limit = audit.config().rejectedMaxFraction();
    if (share.value() <= limit && !share.isAll()) {
      return;
    }
    boolean read = rows.schema().getFieldIndex("sentence").isDefined();
    Dataset<Row> outcomes = read ? rows : rows.withColumnRenamed("reason", "sentence");
    Dataset<Row> rejected =
        outcomes.filter(col("set").equalTo(set).and(col("status").equalTo(Status.REJECTED.code())));
    String head = head(rejected);
    if (share.isAll() && share.reasons().keySet().equals(OUTSIDE)) {
      throw outside(set, share, head);
    }
    boolean hashed = audit.config().report().ids() == Ids.HASHED;
    audit.run().begin(StagePlan.TABLES); // listing/ is this run's from here on
    new ResultTables(audit.run(), hashed ? IdMask.salted() : IdMask.none()).writeListing(outcomes);
    throw new StageException(message(set, share, head));
  }

  private static final java.util.Set<String> OUTSIDE = java.util.Set.of(Reason.OUTSIDE_ROOT.code());

  private ConfigException outside(String set, RejectedShare share, String head) {
    return audit
        .config()
        .origins()
        .wrong(
            "audit." + set + ".manifest",
            String.format(
                Locale.ROOT,
                "none of its %,d rows lies below root: name the folder that their paths begin"
                    + " with, or make them relative to it%n%s",
                share.images(),
                head));
  }

  private String message(String set, RejectedShare share, String head) {
    double limit = audit.config().rejectedMaxFraction();
    String rule =
        share.isAll() ? "nothing is left to compare" : "over rejected.max-fraction = " + limit;
    return String.format(
        Locale.ROOT,
        "%,d of %,d images of the %s set were rejected, %s: %s%n%s%n  All are in %s: mend them,"
            + " leave them out, or raise rejected.max-fraction.",
        share.lost(),
        share.images(),
        set,
        rule,
        share.text(),
        head,
        audit.run().path("rejected"));
  }

  private String head(Dataset<Row> rejected) {
    boolean hashed = audit.config().report().ids() == Ids.HASHED;
    return rejected.select("id", "code", "sentence").orderBy("id").takeAsList(NAMED).stream()
        .map(
            row ->
                hashed
                    ? "  " + row.getString(1)
                    : "  " + row.getString(0) + ": " + row.getString(2))
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
