package org.synthassay.spark.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.synthassay.distance.FrechetInfluence;
import org.synthassay.distance.Influence;
import org.synthassay.distance.KernelInfluence;
import org.synthassay.distance.KernelInfluence.Reference;
import org.synthassay.manifold.RowBlock;

/** What every row of a set does to FID and KID, to first order: one pass over the rows. */
final class InfluenceTable implements Serializable {
  private static final int BLOCK = 512;
  private static final StructType DISTINCT =
      new StructType()
          .add("row", DataTypes.IntegerType, false)
          .add("fid", DataTypes.DoubleType, false)
          .add("kid", DataTypes.DoubleType, false);

  private final JoinSet set;
  private final JoinSet other;
  private final double largest;

  /**
   * @param largest the largest absolute value of any row of both
   */
  InfluenceTable(JoinSet set, JoinSet other, double largest) {
    this.set = set;
    this.other = other;
    this.largest = largest;
  }

  /** What a task works with, beside the rows. */
  private record Given(FrechetInfluence fid, Reference own, Reference others)
      implements Serializable {}

  /**
   * A row a row: id, row, number, unit (its group, its number without one), fid and kid, the
   * influence functions' values.
   *
   * @param keyed as {@link MemberTable#keyed} gives it
   */
  Dataset<Row> of(Dataset<Row> keyed, FrechetInfluence fid, long seed) {
    SparkSession spark = keyed.sparkSession();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    Broadcast<Given> given =
        context.broadcast(new Given(fid, reference(set, seed), reference(other, seed)));
    List<Integer> cells = IntStream.range(0, set.cells()).boxed().toList();
    int slices = Math.min(cells.size(), 2 * context.defaultParallelism());
    String path = set.store().path("influence/" + set.name());
    spark
        .createDataFrame(
            context.parallelize(cells, slices).flatMap(cell -> cell(cell, given.value())), DISTINCT)
        .write()
        .parquet(path);
    given.destroy();
    Column unit = set.grouped() ? col("member_of") : col("number");
    return keyed
        .filter(col("set").equalTo(set.name()))
        .select(col("id"), col("row"), col("number"), unit.as("unit"))
        .join(spark.read().parquet(path), "row");
  }

  private static Reference reference(JoinSet set, long seed) {
    int size = Math.min(KernelInfluence.MOST_ROWS, set.rows());
    int[] numbers = SubsetPass.chosen(set.rows(), size, new SplittableRandom(seed));
    return new Reference(numbers, set.rows(numbers));
  }

  private Iterator<Row> cell(int cell, Given given) {
    RowBlock rows = set.block(cell, cell + 1, 0);
    List<Row> found = new ArrayList<>(rows.rows());
    int d = rows.dimension();
    try (KernelInfluence kernel = new KernelInfluence(given.own(), given.others(), d, largest)) {
      for (int from = 0; from < rows.rows(); from += BLOCK) {
        int to = Math.min(rows.rows(), from + BLOCK);
        float[] values = Arrays.copyOfRange(rows.values(), from * d, to * d);
        int[] numbers = Arrays.copyOfRange(rows.numbers(), from, to);
        double[] fid = given.fid().of(values);
        double[] kid = kernel.of(values, numbers);
        for (int i = 0; i < numbers.length; i++) {
          found.add(RowFactory.create(numbers[i], fid[i], kid[i]));
        }
      }
    }
    return found.iterator();
  }

  /** What the sums over whole units say of each distance. */
  record OfUnits(Influence fid, Influence kid) {}

  /**
   * @param rows as {@link #of} gives them
   */
  static OfUnits ofUnits(Dataset<Row> rows) {
    Row sums =
        rows.groupBy("unit")
            .agg(
                sum("fid").as("fid"), sum("kid").as("kid"), count(lit(1)).cast("double").as("rows"))
            .agg(
                sum("rows").as("rows"),
                sum(col("rows").multiply(col("rows"))).as("squares"),
                count(lit(1)).as("units"),
                sum("fid").as("fid"),
                sum(col("fid").multiply(col("fid"))).as("fid_squares"),
                sum(col("fid").multiply(col("rows"))).as("fid_products"),
                sum("kid").as("kid"),
                sum(col("kid").multiply(col("kid"))).as("kid_squares"),
                sum(col("kid").multiply(col("rows"))).as("kid_products"))
            .first();
    return new OfUnits(influence(sums, "fid"), influence(sums, "kid"));
  }

  private static Influence influence(Row sums, String distance) {
    return new Influence(
        sums.<Double>getAs(distance),
        sums.<Double>getAs("rows"),
        sums.<Double>getAs(distance + "_squares"),
        sums.<Double>getAs(distance + "_products"),
        sums.<Double>getAs("squares"),
        sums.<Long>getAs("units"));
  }
}
