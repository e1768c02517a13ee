package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The synthetic images that stand closest to a real one, for a person to look at. */
public final class ClosestPairs {
  private ClosestPairs() {}

  /**
   * The pairs with the smallest distance relative to the real image's own ball, exact copies first.
   *
   * @param verdicts the block join's rows
   * @return columns order, synthetic_id, real_id, distance, radius; at most {@code most} rows
   */
  public static Dataset<Row> of(Dataset<Row> verdicts, int most) {
    Dataset<Row> real =
        verdicts
            .filter(col("set").equalTo("real"))
            .select(col("id").as("real_id"), col("radius").as("radius"));
    return verdicts
        .filter(col("set").equalTo("synthetic"))
        .select(
            col("id").as("synthetic_id"),
            col("nearest_id").as("real_id"),
            col("nearest_distance").as("distance"))
        .join(real, new String[] {"real_id"})
        .orderBy(
            col("distance").equalTo(0).desc(),
            col("distance").divide(col("radius")).asc_nulls_last(),
            col("synthetic_id"))
        .limit(most)
        .coalesce(1)
        .withColumn("order", monotonically_increasing_id());
  }

  /**
   * Adds each image's label and small picture.
   *
   * @param pictures columns set, id, label, thumbnail
   */
  public static Dataset<Row> withPictures(Dataset<Row> pairs, Dataset<Row> pictures) {
    return pairs
        .join(picturesOf("synthetic", pictures), new String[] {"synthetic_id"}, "left")
        .join(picturesOf("real", pictures), new String[] {"real_id"}, "left");
  }

  /** set and id of the images in {@code pairs}. */
  public static Dataset<Row> images(Dataset<Row> pairs) {
    return pairs
        .select(lit("real").as("set"), col("real_id").as("id"))
        .union(pairs.select(lit("synthetic"), col("synthetic_id")));
  }

  private static Dataset<Row> picturesOf(String set, Dataset<Row> pictures) {
    Column ofSet = col("set").equalTo(lit(set));
    return pictures
        .filter(ofSet)
        .select(
            col("id").as(set + "_id"),
            col("label").as(set + "_label"),
            col("thumbnail").as(set + "_thumbnail"));
  }
}
