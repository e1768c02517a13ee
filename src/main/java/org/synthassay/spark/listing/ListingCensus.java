package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.synthassay.math.Compared;
import org.synthassay.shard.ShardFormat;
import org.synthassay.spark.listing.ListingRow.Status;

/** What a listing holds, counted in one query: all that the next steps ask of it as a whole. */
public record ListingCensus(List<Kind> kinds) {
  private static final List<String> INPUT =
      List.of("id", "set", "file", "member", "label", "group", "bytes", "modified", "status");

  /**
   * Rows that are alike.
   *
   * @param label {@link Sampling#ANY} where there is none
   * @param hash of all that an input's row says, of all rows
   */
  record Kind(String set, Status status, String format, String label, long rows, long hash) {}

  public static ListingCensus of(Dataset<Row> listing) {
    return new ListingCensus(
        listing
            .groupBy(
                col("set"), col("status"), col("format"), coalesce(col("label"), lit(Sampling.ANY)))
            .agg(count(lit(1)), hash())
            .collectAsList()
            .stream()
            .map(
                row ->
                    new Kind(
                        row.getString(0),
                        Status.of(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getLong(4),
                        row.getLong(5)))
            .toList());
  }

  /** Of what inputs and the columns {@code more} say; rows in any order give the same. */
  static Column hash(String... more) {
    return bit_xor(
        xxhash64(
            Stream.concat(INPUT.stream(), Stream.of(more))
                .map(name -> "`" + name + "`")
                .map(functions::col)
                .toArray(Column[]::new)));
  }

  /** A short text that changes when any input is added, removed or changed. */
  public String fingerprint() {
    long rows = kinds.stream().mapToLong(Kind::rows).sum();
    return rows + ":" + kinds.stream().mapToLong(Kind::hash).reduce(0, (a, b) -> a ^ b);
  }

  /** How many images of each class a listing has, by set. */
  public Compared<Map<String, Long>> found() {
    Compared<Map<String, Long>> counts = new Compared<>(new TreeMap<>(), new TreeMap<>());
    kinds.stream()
        .filter(kind -> kind.status() == Status.FOUND)
        .forEach(
            kind ->
                (kind.set().equals("real") ? counts.real() : counts.synthetic())
                    .merge(kind.label(), kind.rows(), Long::sum));
    return counts;
  }

  /** Whether anything was rejected. */
  public boolean hasRejected() {
    return kinds.stream().anyMatch(kind -> kind.status() == Status.REJECTED);
  }

  /** Whether any row is of a tar. */
  public boolean hasTars() {
    return kinds.stream().anyMatch(kind -> kind.format().equals(ShardFormat.TAR.name()));
  }

  /** True where a set has both archives and files, of which one may repeat the other. */
  public boolean hasArchivesBesideFiles() {
    return Stream.of("real", "synthetic")
        .anyMatch(
            set ->
                finds(set, List.of(ShardFormat.TAR, ShardFormat.ZIP))
                    && finds(set, List.of(ShardFormat.IMAGE)));
  }

  private boolean finds(String set, List<ShardFormat> formats) {
    return kinds.stream()
        .filter(kind -> kind.status() == Status.FOUND && kind.set().equals(set))
        .anyMatch(kind -> formats.stream().anyMatch(f -> f.name().equals(kind.format())));
  }
}
