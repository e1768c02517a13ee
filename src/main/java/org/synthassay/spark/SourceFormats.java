package org.synthassay.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the used images of one set were made of, each a count by name: a mix often explains a score.
 *
 * @param size width×height in pixels; the most frequent first, the rest as "other"
 * @param measuredAs grey or colour, after prepare
 */
public record SourceFormats(
    Map<String, Long> codec,
    Map<String, Long> depth,
    Map<String, Long> channels,
    Map<String, Long> size,
    Map<String, Long> measuredAs)
    implements Serializable {
  private static final int MOST = 20;

  /**
   * @param used rows of {@link ExtractedRow#SCHEMA}
   */
  public static SourceFormats of(Dataset<Row> used, String set) {
    Dataset<Row> images = used.filter(col("set").equalTo(set));
    Column alpha = when(col("alpha"), lit(" with alpha")).otherwise(lit(""));
    return new SourceFormats(
        counts(images, col("codec")),
        counts(images, concat(col("depth"), lit(" bit"))),
        counts(images, concat(col("channels"), alpha)),
        counts(images, concat(col("width"), lit("×"), col("height"))),
        counts(images, when(col("cfi").isNull(), lit("grey")).otherwise(lit("colour"))));
  }

  private static Map<String, Long> counts(Dataset<Row> images, Column name) {
    Map<String, Long> counts = new LinkedHashMap<>();
    Dataset<Row> byCount =
        images.groupBy(name.as("name")).count().orderBy(col("count").desc(), col("name"));
    byCount
        .limit(MOST)
        .collectAsList()
        .forEach(row -> counts.put(row.getString(0), row.getLong(1)));
    long shown = counts.values().stream().mapToLong(v -> v).sum();
    long all = counts.size() < MOST ? shown : images.count();
    if (all > shown) {
      counts.put("other", all - shown);
    }
    return counts;
  }
}
