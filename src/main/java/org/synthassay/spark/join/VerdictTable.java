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
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.synthassay.manifold.CrossNeighbours;
import org.synthassay.manifold.Marks;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.Radii;
import org.synthassay.manifold.Radius;
import scala.collection.JavaConverters;

/** The headline k's verdict on every row, by id. */
final class VerdictTable implements Serializable {
  private static final StructType DISTINCT =
      new StructType()
          .add("set", DataTypes.StringType, false)
          .add("row", DataTypes.IntegerType, false)
          .add("radius", DataTypes.DoubleType)
          .add(
              "of_groups",
              DataTypes.createMapType(DataTypes.IntegerType, DataTypes.DoubleType),
              false)
          .add("inside", DataTypes.BooleanType)
          .add("covered", DataTypes.BooleanType)
          .add("nearest", DataTypes.IntegerType)
          .add("nearest_distance", DataTypes.DoubleType)
          .add("realism", DataTypes.DoubleType)
          .add("authentic", DataTypes.BooleanType);

  /** Stands in a row's map for all groups that are not named in it. */
  private static final int OTHER_GROUPS = -1;

  private final JoinSet set;
  private final boolean real;
  private final int k;

  VerdictTable(JoinSet set, Neighbourhood hood) {
    this.set = set;
    this.real = set.name().equals("real");
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
            .select(col("number").as("nearest"), col("id").as("nearest_id"));
    Column ofGroup =
        coalesce(
            element_at(col("of_groups"), col("member_of")),
            element_at(col("of_groups"), OTHER_GROUPS));
    return keyed
        .filter(col("set").equalTo(set.name()))
        .join(distinct.drop("set"), "row")
        .join(others, "nearest")
        .withColumn("halves", set.halving().isNone() ? lit(null).cast("bigint") : col("halves"))
        .withColumn("radius_group", when(ofGroup.geq(0), ofGroup).otherwise(lit(null)))
        .select(
            "id",
            "set",
            "radius",
            "radius_group",
            "inside",
            "covered",
            "nearest_id",
            "nearest_distance",
            "realism",
            "authentic",
            "halves");
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
    double square = findings.nearest().square(i);
    double radius = radii.plain(i, k);
    Map<Integer, Double> ofGroups = new HashMap<>();
    for (Radii.OfGroup members : radii.ofGroups(i)) {
      double outside = members.squares()[k];
      ofGroups.put(members.group(), outside < 0 ? -1 : Math.sqrt(outside));
    }
    return RowFactory.create(
        set.name(),
        number,
        root(radius),
        JavaConverters.mapAsScalaMap(ofGroups),
        findings.inside(i, Radius.PLAIN, k),
        real ? (Boolean) (square <= radius) : null,
        findings.nearest().number(i),
        Math.sqrt(square),
        real ? null : root(findings.realism(i, k)),
        real ? null : (Boolean) Marks.authentic(findings.mark(i), Radius.PLAIN));
  }

  private static @Nullable Double root(double square) {
    return square < 0 ? null : (Double) Math.sqrt(square);
  }
}
