package org.synthassay.spark.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.synthassay.calibration.Halving;
import org.synthassay.manifold.passes.JoinPlan;
import org.synthassay.math.Compared;
import org.synthassay.spark.run.Cluster;

/**
 * The embeddings laid out for the join: rows in files by id, identical ones folded, groups
 * numbered.
 *
 * @param keyed one row a row: set, id, number, row, member_of, group_rows, halves
 */
record JoinInput(JoinPlan plan, Compared<JoinSet> sets, Dataset<Row> keyed) {
  private static final long MOST_LOCAL_BYTES = 512L << 20;

  private static final StructType STARTS =
      new StructType()
          .add("set", DataTypes.StringType, false)
          .add("part", DataTypes.IntegerType, false)
          .add("start", DataTypes.IntegerType, false);

  /** One set before it is read: how many rows, values a row, rows with a group. */
  private record Extent(long rows, int dimension, boolean grouped) {}

  /**
   * @param options what of it is calibrated, and by which seed
   */
  static JoinInput of(Dataset<Row> embeddings, JoinOptions options, String folder) {
    SparkSession spark = embeddings.sparkSession();
    JoinStore store = new JoinStore(folder, spark);
    Compared<Extent> extents = extents(embeddings);
    int dimension = extents.real().dimension();
    long most = Math.max(extents.real().rows(), extents.synthetic().rows());
    JoinPlan plan = JoinPlan.of(most, dimension, taskBytes(spark), Cluster.cores(spark));
    Dataset<Row> index =
        RowFiles.write(
            embeddings, store, extents.real().rows() + extents.synthetic().rows(), dimension);
    Map<String, List<JoinSet.Part>> parts = parts(index);
    Compared<JoinSet> sets =
        new Compared<>("real", "synthetic")
            .map(
                name ->
                    set(
                        name,
                        extents,
                        parts,
                        new JoinSet(
                            store,
                            name,
                            dimension,
                            plan.cellRows(),
                            0,
                            List.of(),
                            false,
                            Halving.none())));
    SplitTable splits = new SplitTable(options.splits(), options.seed());
    Dataset<Row> keyed = keyed(index, sets, splits);
    MemberTable.write(keyed, List.of(sets.real(), sets.synthetic()));
    int k = options.manifold().k();
    return new JoinInput(plan, splits.halved(keyed, sets, k), keyed);
  }

  /**
   * What a task may hold of rows: half in the heap, half in native memory, which has to fit into
   * the overhead that a cluster manager allows an executor beside its heap.
   */
  static long taskBytes(SparkSession spark) {
    Cluster cluster = Cluster.of(spark);
    long most = spark.sparkContext().isLocal() ? MOST_LOCAL_BYTES : Long.MAX_VALUE;
    long executor = Math.min(cluster.heapBytes() / 4, cluster.overheadBytes() / 2);
    return Math.min(executor, most) / cluster.cores();
  }

  private static JoinSet set(
      String name, Compared<Extent> extents, Map<String, List<JoinSet.Part>> parts, JoinSet empty) {
    Extent extent = name.equals("real") ? extents.real() : extents.synthetic();
    return new JoinSet(
        empty.store(),
        name,
        empty.dimension(),
        empty.cellRows(),
        Math.toIntExact(extent.rows()),
        parts.getOrDefault(name, List.of()),
        extent.grouped(),
        Halving.none());
  }

  private static Compared<Extent> extents(Dataset<Row> embeddings) {
    Map<String, Extent> found =
        embeddings
            .groupBy("set")
            .agg(
                count(lit(1)).as("rows"),
                max(size(col("embedding"))).as("dimension"),
                count("group").as("grouped"))
            .collectAsList()
            .stream()
            .collect(
                Collectors.toMap(
                    row -> row.getString(0),
                    row -> new Extent(row.getLong(1), row.getInt(2), row.getLong(3) > 0)));
    Function<String, Extent> of =
        name -> {
          Extent extent = found.get(name);
          if (extent == null) {
            throw new IllegalArgumentException("the %s set has no embeddings".formatted(name));
          }
          return extent;
        };
    Compared<Extent> extents = new Compared<>("real", "synthetic").map(of);
    if (extents.real().dimension() != extents.synthetic().dimension()) {
      throw new IllegalArgumentException(
          "embeddings need one length, real ones have %d values and synthetic ones %d"
              .formatted(extents.real().dimension(), extents.synthetic().dimension()));
    }
    return extents;
  }

  private static Map<String, List<JoinSet.Part>> parts(Dataset<Row> index) {
    Map<String, List<JoinSet.Part>> parts = new java.util.TreeMap<>();
    for (Row row : index.groupBy("set", "part").count().orderBy("set", "part").collectAsList()) {
      List<JoinSet.Part> ofSet = parts.computeIfAbsent(row.getString(0), name -> new ArrayList<>());
      int start = ofSet.isEmpty() ? 0 : ofSet.get(ofSet.size() - 1).end();
      String file = RowFiles.file(row.getString(0), row.getInt(1));
      ofSet.add(new JoinSet.Part(file, row.getInt(1), start, (int) row.getLong(2)));
    }
    return parts;
  }

  private static Dataset<Row> keyed(Dataset<Row> index, Compared<JoinSet> sets, SplitTable splits) {
    JoinStore store = sets.real().store();
    SparkSession spark = index.sparkSession();
    List<Row> starts = new ArrayList<>();
    List<String> grouped = new ArrayList<>();
    for (JoinSet set : List.of(sets.real(), sets.synthetic())) {
      set.parts().forEach(p -> starts.add(RowFactory.create(set.name(), p.number(), p.start())));
      if (set.grouped()) {
        grouped.add(set.name());
      }
    }
    Dataset<Row> keyed =
        MemberTable.keyed(index, spark.createDataFrame(starts, STARTS), grouped, splits);
    keyed.write().parquet(store.path("keyed"));
    return spark.read().schema(keyed.schema()).parquet(store.path("keyed"));
  }
}
