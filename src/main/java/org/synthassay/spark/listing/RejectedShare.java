package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.approx_count_distinct;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.synthassay.math.Compared;
import org.synthassay.shard.ShardFormat;
import org.synthassay.spark.listing.ListingRow.Status;

/**
 * How much of one set was rejected.
 *
 * @param images rejected or not; what is left out or ignored does not count
 * @param lost rejected images; of a shard that cannot be listed, as many as its neighbours hold
 * @param reasons rejected rows by code
 * @param shards that cannot be listed
 */
public record RejectedShare(long images, long lost, Map<String, Long> reasons, long shards) {

  /** The format of rows that come as finished embeddings. */
  public static final String EMBEDDINGS = "EMBEDDINGS";

  /** The share that is lost, 0 to 1. */
  public double value() {
    return (double) lost / Math.max(1, images);
  }

  /** True where there was something, and nothing of it can be used. */
  public boolean isAll() {
    return images > 0 && lost >= images;
  }

  /** {@code truncated 2, undecodable 1}, the most frequent first. */
  public String text() {
    String text =
        reasons.entrySet().stream()
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
            .collect(Collectors.joining(", "));
    return shards == 0
        ? text
        : text + " (" + shards + " of them whole shards, counted as the images of others)";
  }

  /**
   * Of what was listed.
   *
   * @param listing columns set, file, format, member, status, code
   */
  public static Compared<RejectedShare> ofListing(Dataset<Row> listing) {
    Column container = not(col("format").isin("", ShardFormat.IMAGE.name(), EMBEDDINGS));
    Column unlisted = container.and(col("member").equalTo(""));
    List<Row> counts =
        listing
            .filter(col("status").isin(Status.FOUND.code(), Status.REJECTED.code()))
            .groupBy(
                col("set"),
                col("status"),
                coalesce(col("code"), lit("")).as("code"),
                unlisted.as("unlisted"))
            .agg(
                count(lit(1)).as("rows"),
                approx_count_distinct(when(container, col("file"))).as("shards"),
                count(when(container, 1)).as("members"))
            .collectAsList();
    return new Compared<>("real", "synthetic").map(set -> ofListing(counts, set));
  }

  private static RejectedShare ofListing(List<Row> counts, String set) {
    Map<String, Long> reasons = new TreeMap<>();
    long images = 0;
    long rejected = 0;
    long unlisted = 0;
    long members = 0;
    long shards = 0;
    for (Row row : counts) {
      if (!row.<String>getAs("set").equals(set)) {
        continue;
      }
      long rows = row.<Long>getAs("rows");
      boolean lost = row.<String>getAs("status").equals(Status.REJECTED.code());
      if (lost) {
        reasons.merge(row.getAs("code"), rows, Long::sum);
      }
      if (lost && row.<Boolean>getAs("unlisted")) {
        unlisted += rows;
      } else {
        images += rows;
        rejected += lost ? rows : 0;
        members += row.<Long>getAs("members");
        shards = Math.max(shards, row.<Long>getAs("shards"));
      }
    }
    long missing = unlisted * Math.max(1, shards == 0 ? 1 : members / shards);
    return new RejectedShare(images + missing, rejected + missing, reasons, unlisted);
  }

  /**
   * Of what was sampled.
   *
   * @param extracted columns set and code, null where the image is used
   */
  public static Compared<RejectedShare> ofExtraction(Dataset<Row> extracted) {
    List<Row> counts = extracted.groupBy("set", "code").count().collectAsList();
    return new Compared<>("real", "synthetic").map(set -> ofExtraction(counts, set));
  }

  private static RejectedShare ofExtraction(List<Row> counts, String set) {
    Map<String, Long> reasons = new TreeMap<>();
    long images = 0;
    for (Row row : counts) {
      if (row.getString(0).equals(set)) {
        images += row.getLong(2);
        if (!row.isNullAt(1)) {
          reasons.put(row.getString(1), row.getLong(2));
        }
      }
    }
    long lost = reasons.values().stream().mapToLong(n -> n).sum();
    return new RejectedShare(images, lost, reasons, 0);
  }
}
