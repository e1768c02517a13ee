package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.synthassay.math.Compared;

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

  /** Two names of the same bytes; {@code set} is real, synthetic or across. */
  public record Pair(String set, String id, String sameAs) implements Serializable {}

  /**
   * A few pairs of each kind, and how many images are of it: columns {@code set, images, id,
   * same_as}.
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
            .filter(col("reals").plus(col("synthetics")).gt(1));
    Column across = when(col("reals").gt(0), col("synthetics")).otherwise(0L);
    Column kinds =
        array(
            kind("real", col("reals").minus(1), "last_real", "first_real"),
            kind("synthetic", col("synthetics").minus(1), "last_synthetic", "first_synthetic"),
            kind("across", across, "first_synthetic", "first_real"));
    var ofKind = Window.partitionBy("set");
    return byBytes
        .select(explode(kinds).as("pair"))
        .select("pair.*")
        .filter(col("more").gt(0))
        .withColumn("images", sum("more").over(ofKind))
        .withColumn("nth", row_number().over(ofKind.orderBy("id")))
        .filter(col("nth").leq(EXAMPLES))
        .select("set", "images", "id", "same_as");
  }

  private static Column kind(String set, Column more, String id, String sameAs) {
    return struct(lit(set).as("set"), more.as("more"), col(id).as("id"), col(sameAs).as("same_as"));
  }

  /**
   * Reads {@link #table} again.
   *
   * @param unpacked members of archives beside their files, real and synthetic
   */
  public static IdenticalImages of(Dataset<Row> table, Compared<Long> unpacked) {
    Map<String, Long> images = new HashMap<>();
    List<Pair> pairs = new ArrayList<>();
    for (Row row : table.orderBy("set", "id").collectAsList()) {
      images.put(row.getAs("set"), row.getAs("images"));
      pairs.add(new Pair(row.getAs("set"), row.getAs("id"), row.getAs("same_as")));
    }
    return new IdenticalImages(
        images.getOrDefault("real", 0L) + unpacked.real(),
        images.getOrDefault("synthetic", 0L) + unpacked.synthetic(),
        images.getOrDefault("across", 0L),
        List.copyOf(pairs));
  }
}
