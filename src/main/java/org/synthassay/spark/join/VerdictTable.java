package org.synthassay.spark.join;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.synthassay.manifold.CrossNeighbours;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.Radii;
import org.synthassay.manifold.RowVerdict;
import org.synthassay.manifold.passes.BallPass;
import org.synthassay.manifold.passes.RadiusPasses;
import scala.collection.JavaConverters;

/** The headline k's verdict on every row, by id. */
final class VerdictTable implements Serializable {
  private static final String OWN_GROUP = "radius_group";
  private static final String NEAREST = "nearest_id";

  private static final StructType DISTINCT = distinct();

  private static StructType distinct() {
    StructType type =
        new StructType()
            .add("row", DataTypes.IntegerType, false)
            .add("nearest", DataTypes.IntegerType)
            .add(
                "of_groups",
                DataTypes.createMapType(DataTypes.IntegerType, DataTypes.DoubleType),
                false);
    for (RowVerdict verdict : RowVerdict.values()) {
      boolean flag = verdict.type().equals(Boolean.class);
      type = type.add(verdict.key(), flag ? DataTypes.BooleanType : DataTypes.DoubleType);
    }
    return type;
  }

  /** Stands in a row's map for all groups that are not named in it. */
  private static final int OTHER_GROUPS = -1;

  private final JoinSet set;
  private final RowVerdict.Of of;
  private final int k;

  VerdictTable(JoinSet set, Neighbourhood hood) {
    this.set = set;
    this.of = RowVerdict.Of.valueOf(set.name().toUpperCase(Locale.ROOT));
    this.k = hood.at(hood.headline());
  }

  /** id, set and the verdict; {@code keyed} as {@link MemberTable#keyed} gives it. */
  Dataset<Row> of(SparkSession spark, Dataset<Row> keyed) {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<Integer> cells = IntStream.range(0, set.cells()).boxed().toList();
    Dataset<Row> distinct =
        spark.createDataFrame(
            context
                .parallelize(cells, Math.min(cells.size(), 4 * context.defaultParallelism()))
                .flatMap(this::cell),
            DISTINCT);
    Dataset<Row> others =
        keyed
            .filter(col("set").notEqual(set.name()))
            .select(col("number").as("nearest"), col("id").as(NEAREST));
    Column ofGroup =
        coalesce(
            element_at(col("of_groups"), col("member_of")),
            element_at(col("of_groups"), OTHER_GROUPS));
    return keyed
        .filter(col("set").equalTo(set.name()))
        .join(distinct, "row")
        .join(others, "nearest")
        .withColumn("halves", set.halving().isNone() ? lit(null).cast("bigint") : col("halves"))
        .withColumn(OWN_GROUP, when(ofGroup.geq(0), ofGroup).otherwise(lit(null)))
        .select(columns());
  }

  /** What only the table of all rows knows stands beside what it is like. */
  private static Column[] columns() {
    List<String> names = new ArrayList<>(List.of("id", "set"));
    for (RowVerdict verdict : RowVerdict.values()) {
      if (verdict == RowVerdict.NEAREST_DISTANCE) {
        names.add(NEAREST);
      }
      names.add(verdict.key());
      if (verdict == RowVerdict.RADIUS) {
        names.add(OWN_GROUP);
      }
    }
    names.add("halves");
    return names.stream().map(functions::col).toArray(Column[]::new);
  }

  private Iterator<Row> cell(int cell) {
    int[] numbers = set.members(cell, cell + 1).numbers();
    Radii radii = RadiusPasses.read(set, cell);
    CrossNeighbours findings = BallPass.read(set, cell);
    List<Row> rows = new ArrayList<>(numbers.length);
    for (int i = 0; i < numbers.length; i++) {
      rows.add(verdict(numbers[i], radii, findings, i));
    }
    return rows.iterator();
  }

  private Row verdict(int number, Radii radii, CrossNeighbours findings, int i) {
    Map<Integer, Double> ofGroups = new HashMap<>();
    for (Radii.OfGroup members : radii.ofGroups(i)) {
      double outside = members.squares()[k];
      ofGroups.put(members.group(), outside < 0 ? -1 : Math.sqrt(outside));
    }
    List<@Nullable Object> values = new ArrayList<>();
    values.add(number);
    values.add(findings.nearest().number(i));
    values.add(JavaConverters.mapAsScalaMap(ofGroups));
    RowVerdict.At at = new RowVerdict.At(of, radii, findings, i, k);
    for (RowVerdict verdict : RowVerdict.values()) {
      values.add(verdict.of(at));
    }
    return RowFactory.create(values.toArray());
  }
}
