package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How much of one class of the real set the synthetic set covers.
 *
 * @param images real images of the class
 * @param covered those of them whose ball holds a synthetic image
 */
public record LabelCoverage(String label, long covered, long images) implements Serializable {

  /**
   * A row a class; none where the real set has no labels.
   *
   * @param used columns set, id, label
   * @param verdicts the block join's rows
   */
  public static List<LabelCoverage> of(Dataset<Row> used, Dataset<Row> verdicts) {
    return used
        .filter(col("set").equalTo("real").and(col("label").isNotNull()))
        .select("set", "id", "label")
        .join(verdicts.select("set", "id", "covered"), new String[] {"set", "id"})
        .groupBy("label")
        .agg(count(when(col("covered"), 1)), count(lit(1)))
        .orderBy("label")
        .collectAsList()
        .stream()
        .map(row -> new LabelCoverage(row.getString(0), row.getLong(1), row.getLong(2)))
        .toList();
  }
}
