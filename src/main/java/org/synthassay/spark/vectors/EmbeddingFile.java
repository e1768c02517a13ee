package org.synthassay.spark.vectors;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.format_string;
import static org.apache.spark.sql.functions.max;

import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.Tuple5;

/**
 * Finished embeddings read from a .npy or Parquet file, in parallel splits, each row checked.
 *
 * @param rows id (the file's own, else the row number as 12 digits), label and group (null where
 *     the file has none), embedding array&lt;float&gt;
 * @param rejected id, row (number) and reason of every row that cannot be used
 * @param dimension values of a row
 * @param largestRelativeChange what rounding float64 to float32 changed at most, 0 for float32
 */
public record EmbeddingFile(
    Dataset<Row> rows, Dataset<Row> rejected, int dimension, double largestRelativeChange) {

  /**
   * Reads {@code path}; the file is gone through once at once, and again where rows are used.
   *
   * @throws IllegalArgumentException where the file is not a table of numbers
   */
  public static EmbeddingFile read(SparkSession spark, String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".npy")
        ? EmbeddingFileNumpy.read(spark, path)
        : EmbeddingFileParquet.read(spark, path);
  }

  static EmbeddingFile of(
      Dataset<Tuple5<Long, String, Double, float[], String[]>> checked, int dimension) {
    Dataset<Row> all =
        checked
            .toDF("row", "reason", "change", "embedding", "names")
            .withColumn(
                "id", coalesce(col("names").getItem(0), format_string("%012d", col("row"))));
    Double change = all.agg(max("change")).first().getAs(0);
    return new EmbeddingFile(
        all.filter(col("reason").isNull())
            .select(
                col("id"),
                col("names").getItem(1).as("label"),
                col("names").getItem(2).as("group"),
                col("embedding")),
        all.filter(col("reason").isNotNull()).select("id", "row", "reason"),
        dimension,
        change == null ? 0 : change);
  }
}
