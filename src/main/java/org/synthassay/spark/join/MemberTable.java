package org.synthassay.spark.join;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.jspecify.annotations.Nullable;

/**
 * Who is who among the rows: numbers in the order of ids, identical rows folded, groups numbered.
 */
final class MemberTable {
  private MemberTable() {}

  /** The file with the members of a cell's distinct rows. */
  static String file(String set, int cell) {
    return "members/" + set + "-" + cell;
  }

  /**
   * One row a row: set, id, number, row (the smallest identical one), member_of (the smallest
   * number in its group, its own without a group; 0 in a set without groups), group_rows (how many
   * rows its group has, 1 in a set without groups) and halves (its splits, a bit each).
   *
   * @param starts set, part and start, the number of the part's first row
   */
  static Dataset<Row> keyed(
      Dataset<Row> index, Dataset<Row> starts, List<String> groupedSets, SplitTable splits) {
    Column group = coalesce(col("group"), concat(lit("\0"), col("id")));
    Column sameGroup = min("number").over(Window.partitionBy(col("set"), group));
    Column sameValues = min("number").over(Window.partitionBy("set", "print"));
    Column grouped = col("set").isin(groupedSets.toArray());
    Dataset<Row> numbered =
        index
            .join(broadcast(starts), new String[] {"set", "part"})
            .withColumn("number", col("start").plus(col("position")))
            .withColumn("row", sameValues);
    Column groupRows = count(lit(1)).over(Window.partitionBy(col("set"), group)).cast("int");
    Dataset<Row> keyed =
        groupedSets.isEmpty()
            ? numbered.withColumn("member_of", lit(0)).withColumn("group_rows", lit(1))
            : numbered
                .withColumn("member_of", when(grouped, sameGroup).otherwise(0))
                .withColumn("group_rows", when(grouped, groupRows).otherwise(1));
    return splits
        .drawn(keyed)
        .select("set", "id", "number", "row", "member_of", "group_rows", "halves");
  }

  /** Writes the members of every cell of {@code sets}, also of cells without a distinct row. */
  static void write(Dataset<Row> keyed, List<JoinSet> sets) {
    JoinStore store = sets.get(0).store();
    Column cell = floor(col("row").divide(sets.get(0).cellRows())).cast("int");
    List<String> written =
        keyed
            .groupBy("set", "row", "member_of", "group_rows", "halves")
            .agg(count("number").cast("int").as("members"), min("number").as("first"))
            .withColumn("cell", cell)
            .repartition(col("set"), col("cell"))
            .sortWithinPartitions("set", "cell", "row", "first")
            .select("set", "cell", "row", "member_of", "members", "halves", "group_rows")
            .toJavaRDD()
            .mapPartitions(rows -> cells(rows, store))
            .collect();
    Set<String> files = new HashSet<>(written);
    for (JoinSet set : sets) {
      for (int c = 0; c < set.cells(); c++) {
        if (!files.contains(file(set.name(), c))) {
          store.write(file(set.name(), c), out -> {});
        }
      }
    }
  }

  private static Iterator<String> cells(Iterator<Row> rows, JoinStore store) {
    List<String> written = new ArrayList<>();
    Row[] next = {rows.hasNext() ? rows.next() : null};
    while (next[0] != null) {
      String file = file(next[0].getString(0), next[0].getInt(1));
      store.write(file, out -> next[0] = cell(file, next[0], rows, out));
      written.add(file);
    }
    return written.iterator();
  }

  /** Writes the rows of one cell, and gives the first row behind it. */
  private static @Nullable Row cell(
      String file, Row first, Iterator<Row> rows, DataOutputStream out) throws IOException {
    Row row = first;
    while (row != null && file(row.getString(0), row.getInt(1)).equals(file)) {
      out.writeInt(row.getInt(2));
      out.writeInt(row.getInt(3));
      out.writeInt(row.getInt(4));
      out.writeLong(row.getLong(5));
      out.writeInt(row.getInt(6));
      row = rows.hasNext() ? rows.next() : null;
    }
    return row;
  }
}
