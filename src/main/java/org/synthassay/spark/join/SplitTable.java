package org.synthassay.spark.join;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.synthassay.calibration.Halving;
import org.synthassay.math.Compared;
import org.synthassay.math.IdHash;

/**
 * Draws the splits: units (groups; rows without one) of each class in the order of their seeded
 * hash, into the first half until it has at least half of the class's rows. A group of several
 * classes stays whole and goes with the first by name.
 *
 * @param splits how many; 0: none is drawn
 */
record SplitTable(int splits, long seed) {

  /**
   * Adds {@code halves}, bit s set in the first half of split s.
   *
   * @param rows set, id, group, label (both may be null) and more
   */
  Dataset<Row> drawn(Dataset<Row> rows) {
    if (splits == 0) {
      return rows.withColumn("halves", lit(0L));
    }
    Column unit = coalesce(concat(lit("g"), col("group")), concat(lit("i"), col("id")));
    Dataset<Row> keyed = rows.withColumn("unit", unit);
    return keyed.join(masks(keyed), new String[] {"set", "unit"});
  }

  private Dataset<Row> masks(Dataset<Row> rows) {
    long from = seed;
    UDF2<String, Integer, Long> hash = (unit, split) -> IdHash.of(unit.substring(1), from + split);
    WindowSpec ofClass = Window.partitionBy("set", "class", "split");
    WindowSpec before =
        ofClass.orderBy("hash", "unit").rowsBetween(Window.unboundedPreceding(), -1);
    return rows.groupBy("set", "unit")
        .agg(count(lit(1)).as("images"), coalesce(min("label"), lit("")).as("class"))
        .withColumn("split", explode(sequence(lit(0), lit(splits - 1))))
        .withColumn("hash", udf(hash, DataTypes.LongType).apply(col("unit"), col("split")))
        .withColumn("before", coalesce(sum("images").over(before), lit(0L)))
        .withColumn("all", sum("images").over(ofClass))
        .groupBy("set", "unit")
        .agg(expr("bit_or(if(before * 2 < all, shiftleft(1L, split), 0L))").as("halves"));
  }

  /** The sets, each with how many of its rows are in the first halves. */
  Compared<JoinSet> halved(Dataset<Row> keyed, Compared<JoinSet> sets, int k) {
    if (splits == 0) {
      return sets;
    }
    Column[] sums =
        IntStream.range(0, splits)
            .mapToObj(s -> expr("sum(shiftrightunsigned(halves, " + s + ") & 1)"))
            .toArray(Column[]::new);
    Map<String, Row> found = new HashMap<>();
    keyed
        .groupBy("set")
        .agg(lit(1), sums)
        .collectAsList()
        .forEach(row -> found.put(row.getString(0), row));
    return sets.map(
        set -> {
          Row row = Objects.requireNonNull(found.get(set.name()), set.name());
          int[] sizes = IntStream.range(0, splits).map(s -> (int) row.getLong(s + 2)).toArray();
          return set.halved(new Halving(k, set.rows(), sizes));
        });
  }
}
