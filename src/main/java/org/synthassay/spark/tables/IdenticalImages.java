package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.greatest;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Images of equal bytes under different names, among those that were used; in a set also the
 * members of an archive that lies beside its files.
 *
 * @param real images of the real set beyond the first of equal bytes
 * @param synthetic the same of the synthetic set
 * @param across synthetic images with the bytes of a real one
 */
public record IdenticalImages(long real, long synthetic, long across, List<Pair> examples)
    implements Serializable {
  private static final int EXAMPLES = 5;
  private static final List<String> KINDS = List.of("real", "synthetic", "across");

  /** Two names of the same bytes; {@code set} is real, synthetic or across. */
  public record Pair(String set, String id, String sameAs) implements Serializable {}

  /**
   * The counts, and a few pairs of each kind: columns {@code set, images, id, same_as}.
   *
   * @param used rows with {@code set, id, digest}
   */
  static Dataset<Row> table(Dataset<Row> used) {
    Column real = col("set").equalTo("real");
    Dataset<Row> byBytes =
        used.filter(col("digest").isNotNull())
            .groupBy("digest")
            .agg(
                count(when(real, 1)).as("reals"),
                count(when(real, null).otherwise(1)).as("synthetics"),
                min(when(real, col("id"))).as("first_real"),
                max(when(real, col("id"))).as("last_real"),
                min(when(real, null).otherwise(col("id"))).as("first_synthetic"),
                max(when(real, null).otherwise(col("id"))).as("last_synthetic"))
            .filter(col("reals").plus(col("synthetics")).gt(1))
            .cache();
    Column ofReal = greatest(col("reals").minus(1), lit(0L));
    Column ofSynthetic = greatest(col("synthetics").minus(1), lit(0L));
    Column across = when(col("reals").gt(0), col("synthetics")).otherwise(0L);
    return of(byBytes, "real", ofReal, "last_real", "first_real")
        .unionAll(of(byBytes, "synthetic", ofSynthetic, "last_synthetic", "first_synthetic"))
        .unionAll(of(byBytes, "across", across, "first_synthetic", "first_real"));
  }

  private static Dataset<Row> of(
      Dataset<Row> byBytes, String kind, Column images, String id, String sameAs) {
    Dataset<Row> some =
        byBytes.select(
            lit(kind).as("set"), images.as("images"), col(id).as("id"), col(sameAs).as("same_as"));
    Dataset<Row> shown = some.filter(col("images").gt(0)).orderBy("id").limit(EXAMPLES);
    Dataset<Row> all =
        some.groupBy("set")
            .agg(coalesce(sum("images"), lit(0L)).as("images"))
            .withColumn("id", lit(null).cast("string"))
            .withColumn("same_as", lit(null).cast("string"));
    return all.unionAll(shown);
  }

  /**
   * Reads {@link #table} again.
   *
   * @param unpacked members of archives beside their files, real and synthetic
   */
  public static IdenticalImages of(Dataset<Row> table, long unpackedReal, long unpackedSynthetic) {
    long[] images = {unpackedReal, unpackedSynthetic, 0};
    List<Row> rows = table.orderBy("set", "id").collectAsList();
    rows.stream()
        .filter(row -> row.getAs("id") == null)
        .forEach(row -> images[KINDS.indexOf(row.getAs("set"))] += row.<Long>getAs("images"));
    List<Pair> pairs =
        rows.stream()
            .filter(row -> row.getAs("id") != null)
            .map(row -> new Pair(row.getAs("set"), row.getAs("id"), row.getAs("same_as")))
            .toList();
    return new IdenticalImages(images[0], images[1], images[2], pairs);
  }
}
