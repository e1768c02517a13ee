package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.expressions.Window;
import org.synthassay.spark.listing.ListingRow.Status;
import org.synthassay.spark.run.RunDirectory;
import org.synthassay.spatial.Feature;

/** The tables that a run leaves for its users, ids as the configuration says. */
public record ResultTables(RunDirectory run, IdMask mask) {
  /** Which used images have equal bytes; see {@link IdenticalImages}. */
  public static final String IDENTICAL = "_report/identical";

  private static final String[] KEY = {"set", "id"};

  /**
   * Every input with its final status.
   *
   * @param extracted rows with {@code set, id, code, reason}; code is null for a used image
   */
  public static Dataset<Row> outcomes(Dataset<Row> sampled, Dataset<Row> extracted) {
    Dataset<Row> outcome =
        extracted.select(
            col("set"),
            col("id"),
            col("code").as("found_code"),
            col("reason").as("found_reason"),
            lit(Status.FOUND.code()).as("status"), // an image's repeats may have its id
            lit(true).as("extracted"));
    Column status =
        when(col("found_code").isNotNull(), Status.REJECTED.code())
            .when(col("extracted").isNotNull(), Status.USED.code())
            .otherwise(col("status"));
    return sampled
        .join(outcome, new String[] {"set", "id", "status"}, "left")
        .withColumn("status", status)
        .withColumn("code", coalesce(col("found_code"), col("code")))
        .withColumn("sentence", coalesce(col("found_reason"), col("reason")))
        .drop("found_code", "found_reason", "extracted", "reason");
  }

  /** Writes listing/ and rejected/. */
  public void writeListing(Dataset<Row> outcomes) {
    Dataset<Row> masked = mask.apply(outcomes, "id", "group");
    write(
        "listing",
        masked.select(
            col("id"),
            col("set"),
            col("label"),
            col("group"),
            col("bytes"),
            col("status"),
            col("code").as("reason")));
    write(
        "rejected",
        masked
            .filter(col("status").equalTo(Status.REJECTED.code()))
            .select(
                col("id"), col("set"), col("code"), mask.sentence(col("sentence")).as("sentence")));
  }

  /** Writes embeddings/: one table, or one below {@code encoder=NAME} for each of several. */
  public void writeEmbeddings(Map<String, Dataset<Row>> used) {
    run.delete("embeddings");
    used.forEach(
        (encoder, rows) ->
            write(
                used.size() == 1 ? "embeddings" : "embeddings/encoder=" + encoder,
                mask.apply(rows, "id").select("id", "set", "embedding")));
  }

  /** Writes embeddings/ where they were given: where each row's values lie, no copy. */
  public void writePlaces(Dataset<Row> places) {
    run.delete("embeddings");
    write("embeddings", mask.apply(places, "id"));
  }

  /** Writes images/. */
  public void writeImages(Dataset<Row> used, Dataset<Row> verdicts) {
    Stream<String> facts = Stream.of("id", "set", "label", "group", "width", "height");
    Stream<String> features = Feature.in(used.columns()).stream().map(Feature::key);
    Stream<String> judgements =
        Arrays.stream(verdicts.columns()).filter(c -> !List.of(KEY).contains(c));
    Column[] columns =
        Stream.of(facts, features, judgements)
            .flatMap(names -> names)
            .map(name -> col("`" + name + "`"))
            .toArray(Column[]::new);
    Dataset<Row> judged =
        used.drop("embedding", "thumbnail").join(verdicts, KEY, "left").select(columns);
    write("images", mask.apply(judged, "id", "group", "nearest_id"));
  }

  /** Writes the small pictures that the report shows: the first {@code each} of a set. */
  public void writeThumbnails(Dataset<Row> used, int each) {
    var order = Window.partitionBy("set").orderBy(col("rank"), col("label"), col("id"));
    Dataset<Row> shown =
        used.filter(col("thumbnail").isNotNull())
            .select("set", "id", "label", "rank", "thumbnail")
            .withColumn("order", row_number().over(order))
            .filter(col("order").leq(each));
    write("_report/thumbnails", mask.apply(shown.coalesce(1), "id"));
  }

  /** Writes the closest pairs that the report shows. */
  public void writePairs(Dataset<Row> pairs) {
    write("_report/pairs", mask.apply(pairs.coalesce(1), "synthetic_id", "real_id"));
  }

  /** Writes the images that the report shows as those that make FID. */
  public void writeInfluential(Dataset<Row> images) {
    write("_report/influential", mask.apply(images.coalesce(1), "id"));
  }

  /** Writes which used images have equal bytes. */
  public void writeIdentical(Dataset<Row> used) {
    write(IDENTICAL, mask.apply(IdenticalImages.table(used).coalesce(1), "id", "same_as"));
  }

  private void write(String name, Dataset<Row> table) {
    table.write().mode(SaveMode.Overwrite).parquet(run.path(name));
  }
}
