package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_extract;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetSource;
import org.synthassay.math.Compared;
import org.synthassay.shard.ShardFormat;
import org.synthassay.spark.listing.ListingRow.Status;

/**
 * WebDataset keys with several images, such as a mask beside each: which are meant must be said.
 */
public final class MemberKinds {
  private static final String NAME = "^((?:.*/)?[^/.]*)(\\.[^/]*)$";

  private MemberKinds() {}

  /**
   * Refuses tars in which several keys have images of the same several kinds.
   *
   * @throws NoSuchInputException naming the kinds
   */
  public static void requireOne(Dataset<Row> listing, Compared<SetOptions> sets) {
    Column tar = col("format").equalTo(ShardFormat.TAR.name());
    requireOne(listing.filter(tar), "real", sets.real());
    requireOne(listing.filter(tar), "synthetic", sets.synthetic());
  }

  private static void requireOne(Dataset<Row> listing, String set, SetOptions options) {
    if (!(options.source() instanceof SetSource.Images images) || images.member() != null) {
      return;
    }
    var ofKey = Window.partitionBy("file", "key");
    List<Row> kinds =
        listing
            .filter(col("set").equalTo(set).and(col("status").equalTo(Status.FOUND.code())))
            .filter(col("window").leq(0))
            .withColumn("key", regexp_extract(col("member"), NAME, 1))
            .withColumn("kind", regexp_extract(col("member"), NAME, 2))
            .withColumn("images", count(lit(1)).over(ofKey))
            .filter(col("images").gt(1))
            .groupBy("kind")
            .agg(countDistinct("file", "key").as("keys"), min("id").as("id"))
            .filter(col("keys").gt(1))
            .orderBy("kind")
            .limit(10)
            .collectAsList();
    if (kinds.size() > 1) {
      List<String> endings = kinds.stream().map(row -> row.<String>getAs("kind")).toList();
      throw new NoSuchInputException(
          images.roots().get(0),
          "one key has several images in %s, ending in %s: say which are meant with member = \"%s\" (\".png\" takes all that end so)"
              .formatted(kinds.get(0).getAs("id"), String.join(", ", endings), endings.get(0)));
    }
  }
}
