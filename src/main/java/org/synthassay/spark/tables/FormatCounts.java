package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.synthassay.math.Compared;
import org.synthassay.spark.extract.ExtractedRow;

/**
 * What the used images of one set were made of, each a count by name: a mix often explains a score.
 *
 * @param size width×height in pixels; the most frequent first, the rest as "other"
 * @param measuredAs grey or colour, after prepare
 */
public record FormatCounts(
    Map<String, Long> codec,
    Map<String, Long> depth,
    Map<String, Long> channels,
    Map<String, Long> size,
    Map<String, Long> measuredAs)
    implements Serializable {
  private static final int MOST = 20;

  /**
   * Both sets in one pass.
   *
   * @param used rows of {@link ExtractedRow}
   */
  public static Compared<FormatCounts> of(Dataset<Row> used) {
    Column alpha = when(col("alpha"), lit(" with alpha")).otherwise(lit(""));
    Column facts =
        array(
            fact("codec", col("codec")),
            fact("depth", concat(col("depth"), lit(" bit"))),
            fact("channels", concat(col("channels"), alpha)),
            fact("size", concat(col("width"), lit("×"), col("height"))),
            fact("measured", when(col("grey"), lit("grey")).otherwise(lit("colour"))));
    var ofKind = Window.partitionBy("set", "kind");
    List<Row> counts =
        used.select(col("set"), explode(facts).as("fact"))
            .groupBy(col("set"), col("fact.kind").as("kind"), col("fact.name").as("name"))
            .count()
            .withColumn("nth", row_number().over(ofKind.orderBy(col("count").desc(), col("name"))))
            .withColumn("all", sum("count").over(ofKind))
            .filter(col("nth").leq(MOST))
            .orderBy("set", "kind", "nth")
            .collectAsList();
    return new Compared<>(of(counts, "real"), of(counts, "synthetic"));
  }

  private static Column fact(String kind, Column name) {
    return struct(lit(kind).as("kind"), name.as("name"));
  }

  private static FormatCounts of(List<Row> counts, String set) {
    List<Row> own = counts.stream().filter(row -> row.<String>getAs("set").equals(set)).toList();
    return new FormatCounts(
        byName(own, "codec"),
        byName(own, "depth"),
        byName(own, "channels"),
        byName(own, "size"),
        byName(own, "measured"));
  }

  private static Map<String, Long> byName(List<Row> counts, String kind) {
    Map<String, Long> byName = new LinkedHashMap<>();
    long rest = 0;
    for (Row row : counts) {
      if (row.<String>getAs("kind").equals(kind)) {
        rest = byName.isEmpty() ? row.<Long>getAs("all") : rest;
        rest -= row.<Long>getAs("count");
        byName.put(row.getAs("name"), row.getAs("count"));
      }
    }
    if (rest > 0) {
      byName.put("other", rest);
    }
    return byName;
  }
}
