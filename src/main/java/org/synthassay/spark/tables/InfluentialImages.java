package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The synthetic images that raise FID most, for a person to look at. */
public final class InfluentialImages {
  private InfluentialImages() {}

  /**
   * @param verdicts the block join's rows
   * @return columns order, set, id, fid_influence; at most {@code most} rows
   */
  public static Dataset<Row> of(Dataset<Row> verdicts, int most) {
    return verdicts
        .filter(col("set").equalTo("synthetic").and(col("fid_influence").gt(0)))
        .select("set", "id", "fid_influence")
        .orderBy(col("fid_influence").desc(), col("id"))
        .limit(most)
        .coalesce(1)
        .withColumn("order", monotonically_increasing_id());
  }

  /** Adds each image's label and small picture: columns set, id, label, thumbnail. */
  public static Dataset<Row> withPictures(Dataset<Row> images, Dataset<Row> pictures) {
    return images.join(pictures, new String[] {"set", "id"}, "left");
  }
}
