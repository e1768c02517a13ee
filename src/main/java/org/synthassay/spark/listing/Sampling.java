package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.synthassay.input.SampleOptions;
import org.synthassay.math.Compared;
import org.synthassay.math.IdHash;
import org.synthassay.spark.listing.ListingRow.Status;

/**
 * Which listed images are audited: balanced over classes, equal over sets, the lowest hashes of
 * their ids first, so that the same ids are taken on 1 or 1,000 partitions.
 *
 * @param wanted images to take, by class; one class {@link #ANY} where classes do not count
 */
public record Sampling(Compared<Map<String, Long>> wanted, List<Shortfall> shortfall) {
  /** The class of every image where classes do not count. */
  public static final String ANY = "";

  private static final long EVERYTHING = Long.MAX_VALUE;

  /** True where synthetic images were taken class by class, and could fall short. */
  public boolean byClass() {
    return !wanted.synthetic().containsKey(ANY);
  }

  /** A class of which the synthetic set has fewer images than wanted. */
  public record Shortfall(String label, long wanted, long got) {}

  /**
   * Decides how many images of each class to take.
   *
   * @param found how many images each class has; class {@link #ANY} where a set has no labels
   */
  public static Sampling of(Compared<Map<String, Long>> found, SampleOptions options) {
    boolean labelled = !found.real().containsKey(ANY);
    boolean balance = options.balance() && labelled && !found.real().isEmpty();
    Map<String, Long> real = balance ? found.real() : Map.of(ANY, total(found.real()));
    long classes = Math.max(1, real.size());
    long smallest = real.values().stream().mapToLong(v -> v).min().orElse(0);
    long limit = options.perSet() == null ? EVERYTHING : options.perSet();
    long images = Math.min(classes * smallest, limit);
    if (options.equal()) {
      images = Math.min(images, total(found.synthetic()));
    }
    long each = images / classes;
    Map<String, Long> takeReal = new TreeMap<>();
    real.keySet().forEach(label -> takeReal.put(label, each));
    if (!options.equal()) {
      return new Sampling(new Compared<>(takeReal, Map.of(ANY, limit)), List.of());
    }
    boolean byClass = balance && !found.synthetic().containsKey(ANY);
    if (!byClass) {
      return new Sampling(new Compared<>(takeReal, Map.of(ANY, each * classes)), List.of());
    }
    return new Sampling(new Compared<>(takeReal, takeReal), shortfall(takeReal, found.synthetic()));
  }

  private static List<Shortfall> shortfall(Map<String, Long> wanted, Map<String, Long> found) {
    List<Shortfall> shortfall = new ArrayList<>();
    wanted.forEach(
        (label, want) -> {
          long got = Math.min(want, found.getOrDefault(label, 0L));
          if (got < want) {
            shortfall.add(new Shortfall(label, want, got));
          }
        });
    return shortfall;
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(v -> v).sum();
  }

  /**
   * Marks what is not taken as {@link Status#NOT_SAMPLED} and adds {@code rank}: 1 for the lowest
   * hash of its set and class.
   */
  public Dataset<Row> mark(Dataset<Row> listing, long seed) {
    UDF1<String, Long> hash = id -> IdHash.of(id, seed);
    Column order = udf(hash, DataTypes.LongType).apply(col("id"));
    Column found = col("status").equalTo(Status.FOUND.code());
    var byRank = Window.partitionBy("set", "stratum", "status").orderBy(col("hash"), col("id"));
    return listing
        .withColumn("hash", order)
        .withColumn("stratum", stratum())
        .withColumn("rank", when(found, row_number().over(byRank)))
        .withColumn(
            "status",
            when(found.and(coalesce(col("rank"), lit(0)).gt(quota())), Status.NOT_SAMPLED.code())
                .otherwise(col("status")))
        .drop("hash", "stratum");
  }

  private Column stratum() {
    Column label = coalesce(col("label"), lit(ANY));
    return when(col("set").equalTo("real"), wanted.real().containsKey(ANY) ? lit(ANY) : label)
        .otherwise(wanted.synthetic().containsKey(ANY) ? lit(ANY) : label);
  }

  private Column quota() {
    return when(col("set").equalTo("real"), quota(wanted.real()))
        .otherwise(quota(wanted.synthetic()));
  }

  private static Column quota(Map<String, Long> wanted) {
    // One look-up: a case for each of a thousand classes is more than Spark's compiler takes.
    Column[] pairs =
        wanted.entrySet().stream()
            .flatMap(entry -> Stream.of(lit(entry.getKey()), lit(entry.getValue())))
            .toArray(Column[]::new);
    return wanted.isEmpty() ? lit(0L) : coalesce(element_at(map(pairs), col("stratum")), lit(0L));
  }

  /**
   * How many images of a set are taken.
   *
   * @param grouped of them, those with a group
   * @param hash of what they are, with their ranks
   */
  public record Taken(long images, long grouped, long hash) {}

  /** Counts what {@link #mark} took. */
  public static Compared<Taken> taken(Dataset<Row> marked) {
    Map<String, Taken> bySet =
        marked
            .filter(col("status").equalTo(ListingRow.Status.FOUND.code()))
            .groupBy("set")
            .agg(count(lit(1)), count(col("group")), ListingCensus.hash("rank"))
            .collectAsList()
            .stream()
            .collect(
                Collectors.toMap(
                    row -> row.getString(0),
                    row -> new Taken(row.getLong(1), row.getLong(2), row.getLong(3))));
    Taken none = new Taken(0, 0, 0);
    return new Compared<>(bySet.getOrDefault("real", none), bySet.getOrDefault("synthetic", none));
  }
}
