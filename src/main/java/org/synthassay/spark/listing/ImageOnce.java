package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetSource;
import org.synthassay.input.SetSource.Conflict;
import org.synthassay.math.Compared;
import org.synthassay.shard.ShardFormat;
import org.synthassay.spark.listing.ListingRow.Status;

/**
 * One image is one row: of the rows of a set that name the same file and member, one stays and the
 * others are repeats, whichever way they came to name it.
 */
public final class ImageOnce {
  /** What a row was left out by that a manifest's {@code where} does not accept. */
  static final String WHERE = "where";

  private static final String CONFLICT = Reason.CONFLICT.code();

  private ImageOnce() {}

  static Conflict conflict(SetOptions set) {
    return set.source() instanceof SetSource.Manifest manifest
        ? manifest.conflict()
        : Conflict.ERROR;
  }

  static Dataset<Row> of(Dataset<Row> found, Conflict conflict) {
    return uniqueIds(uniqueImages(found, conflict));
  }

  private static Dataset<Row> uniqueImages(Dataset<Row> found, Conflict conflict) {
    Column named = col("status").isin(Status.FOUND.code(), Status.LEFT_OUT.code());
    Column counts = named.and(coalesce(col("code"), lit("")).notEqual(WHERE));
    var same = Window.partitionBy(col("file"), col("member"), col("counts"));
    Column told =
        concat(
            lit("'"),
            coalesce(col("label"), lit("no class")),
            lit("'"),
            when(col("group").isNotNull(), concat(lit(" of group '"), col("group"), lit("'")))
                .otherwise(""));
    Column again = col("counts").and(col("nth").gt(1));
    Column disagrees = col("counts").and(size(col("told")).gt(1));
    Column out = disagrees.and(col("nth").equalTo(1)).and(lit(conflict == Conflict.LEFT_OUT));
    Column refused = disagrees.and(lit(conflict == Conflict.ERROR));
    return found
        .withColumn("counts", counts)
        .withColumn("nth", row_number().over(same.orderBy("part", "id")))
        .withColumn("kept", first("id").over(same.orderBy("part", "id")))
        .withColumn("told", collect_set(told).over(same))
        .withColumn(
            "code", when(refused.or(out), CONFLICT).when(again, "same-file").otherwise(col("code")))
        .withColumn(
            "reason",
            when(refused.or(out), concat_ws(" and ", col("told")))
                .when(again, concat(lit("names the same image as "), col("kept")))
                .otherwise(col("reason")))
        .withColumn(
            "status",
            when(refused, Status.REJECTED.code())
                .when(again, Status.REPEATED.code())
                .when(out, Status.LEFT_OUT.code())
                .otherwise(col("status")))
        .withColumn(
            "part", when(col("format").equalTo(ShardFormat.IMAGE.name()), 0).otherwise(col("part")))
        .drop("counts", "nth", "kept", "told");
  }

  /** Two images may come to the same id where a file's name looks like a shard's member. */
  private static Dataset<Row> uniqueIds(Dataset<Row> found) {
    var sameId = Window.partitionBy("id", "status").orderBy("file", "member");
    Column repeated = col("nth").gt(1).and(col("status").equalTo(Status.FOUND.code()));
    return found
        .withColumn("nth", row_number().over(sameId))
        .withColumn("code", when(repeated, Reason.DUPLICATE_ID.code()).otherwise(col("code")))
        .withColumn(
            "reason",
            when(repeated, "another input of this set has the same id").otherwise(col("reason")))
        .withColumn("status", when(repeated, Status.REJECTED.code()).otherwise(col("status")))
        .drop("nth");
  }

  /**
   * Refuses rows of one image that disagree where the configuration does not say which counts.
   *
   * @throws NoSuchInputException naming the first such image and what its rows say
   */
  public static void requireAgreement(Dataset<Row> listing, Compared<SetOptions> sets) {
    Dataset<Row> refused =
        listing
            .filter(col("code").equalTo(CONFLICT))
            .filter(col("status").equalTo(Status.REJECTED.code()));
    var head = refused.orderBy("set", "file", "id").limit(1).collectAsList();
    if (head.isEmpty()) {
      return;
    }
    Row row = head.get(0);
    String set = row.getAs("set");
    long more = refused.filter(col("set").equalTo(set)).count() - 1;
    String what =
        "rows of one image disagree: %s is %s, and %d more rows do so"
            .formatted(row.getAs("id"), row.getAs("reason"), more);
    SetSource source = (set.equals("real") ? sets.real() : sets.synthetic()).source();
    if (source instanceof SetSource.Manifest manifest) {
      throw new NoSuchInputException(
          manifest.file(), what + ": manifest.conflict = first or left-out says what counts");
    }
    throw new NoSuchInputException(
        ((SetSource.Images) source).roots().get(0),
        what + ": leave one of its folders or links out");
  }
}
