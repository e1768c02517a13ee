package org.synthassay.classifier;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.types.DataTypes;
import org.synthassay.math.IdHash;

/** The rows of both sets in Spark: id, set, label, the key of those that stay together, values. */
final class FeatureRows {
  private final Dataset<Row> rows;
  private final List<String> features;

  private FeatureRows(Dataset<Row> rows, List<String> features) {
    this.rows = rows;
    this.features = features;
  }

  /** A row without group is its own; a group of the same name in both sets is one group. */
  static FeatureRows of(Dataset<Row> rows, List<String> features) {
    Column[] values =
        features.stream().map(name -> col("`" + name + "`").cast("double")).toArray(Column[]::new);
    Column own = concat(col("set"), lit(" "), col("id"));
    return new FeatureRows(
        rows.select(
            col("id"),
            col("set"),
            coalesce(col("label"), lit("")).as("label"),
            coalesce(concat(lit("group "), col("group")), own).as("key"),
            array(values).as("values")),
        features);
  }

  Census census() {
    Column[] counts =
        IntStream.range(0, features.size())
            .mapToObj(j -> sum(when(absent(col("values").getItem(j)), 1L).otherwise(0L)))
            .toArray(Column[]::new);
    Map<Stratum, Long> strata = new HashMap<>();
    Map<String, Long> absent = new HashMap<>();
    rows.groupBy("set", "label")
        .agg(count(lit(1)), counts)
        .collectAsList()
        .forEach(
            row -> {
              strata.put(new Stratum(row.getString(0), row.getString(1)), row.getLong(2));
              for (int j = 0; j < features.size(); j++) {
                absent.merge(features.get(j), row.getLong(3 + j), Long::sum);
              }
            });
    return new Census(strata, features, absent);
  }

  /** Every group in the order of its key's hash, fetched a partition at a time. */
  Iterator<RowGroup> groups(long seed) {
    UDF1<String, Long> hash = key -> IdHash.of(key, seed);
    Iterator<Row> sorted =
        rows.groupBy("key", "set", "label")
            .count()
            .groupBy("key")
            .agg(collect_list(struct("set", "label", "count")))
            .orderBy(udf(hash, DataTypes.LongType).apply(col("key")), col("key"))
            .toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return sorted.hasNext();
      }

      @Override
      public RowGroup next() {
        return group(sorted.next());
      }
    };
  }

  /** The rows of the training part, by id. */
  List<LabelledRow> training(TrainingPart part) {
    return rows.filter(in(part)).collectAsList().stream()
        .map(row -> labelled(row, part))
        .sorted(Comparator.comparing(LabelledRow::id).thenComparing(LabelledRow::synthetic))
        .toList();
  }

  /** Every row outside the training part, as {@code machine} scores it. */
  JavaRDD<ScoredRow> scores(
      TrainingPart part, Standardisation scaling, Machine machine, long seed) {
    return rows.filter(not(in(part)))
        .select("set", "values", "key", "id")
        .toJavaRDD()
        .map(
            row ->
                new ScoredRow(
                    machine.score(scaling.of(values(row.getList(1)))),
                    row.getString(0).equals(Stratum.SYNTHETIC),
                    row.getString(2),
                    IdHash.of(row.getString(0) + " " + row.getString(3), seed)));
  }

  /** Rows outside the training part, at most as many as importance takes; the lowest hashes. */
  List<Importance.Judged> sample(TrainingPart part, Standardisation scaling, long seed) {
    UDF2<String, String, Long> hash = (set, id) -> IdHash.of(set + " " + id, seed);
    return rows
        .filter(not(in(part)))
        .withColumn("order", udf(hash, DataTypes.LongType).apply(col("set"), col("id")))
        .orderBy("order", "set", "id")
        .limit(Importance.MOST_ROWS)
        .select("set", "values")
        .collectAsList()
        .stream()
        .map(
            row ->
                new Importance.Judged(
                    scaling.of(values(row.getList(1))), row.getString(0).equals(Stratum.SYNTHETIC)))
        .toList();
  }

  private static Column in(TrainingPart part) {
    Set<String> taken = new HashSet<>(part.foldOf().keySet());
    UDF1<String, Boolean> contains = taken::contains;
    return udf(contains, DataTypes.BooleanType).apply(col("key"));
  }

  private static LabelledRow labelled(Row row, TrainingPart part) {
    return new LabelledRow(
        row.getString(0),
        row.getString(1).equals(Stratum.SYNTHETIC),
        requireNonNull(part.foldOf().get(row.getString(3))),
        values(row.getList(4)));
  }

  private static RowGroup group(Row row) {
    Map<Stratum, Long> counts = new HashMap<>();
    row.<Row>getList(1)
        .forEach(
            stratum ->
                counts.put(
                    new Stratum(stratum.getString(0), stratum.getString(1)), stratum.getLong(2)));
    return new RowGroup(row.getString(0), counts);
  }

  private static Column absent(Column value) {
    return value.isNull().or(value.isNaN()).or(abs(value).equalTo(Double.POSITIVE_INFINITY));
  }

  private static double[] values(List<Double> boxed) {
    return boxed.stream().mapToDouble(value -> value).toArray();
  }
}
