package org.synthassay.spark.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lower;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.Compared;
import org.synthassay.spark.listing.ListingRow.Status;

/**
 * What became of one set's inputs; {@code listed} is the sum of repeated, left out, not sampled,
 * used and rejected.
 *
 * @param listed images found (windows, where images are cut into several)
 * @param listedImages images before they were cut into windows, null where they were not
 * @param repeated of them, further rows of an image that has its own
 * @param sampled images to be used: used, or rejected in the attempt
 * @param ignored other files, by extension, or as hidden names or results of an audit
 * @param withoutGroup images found without a group: each is one of its own
 */
public record SetCounts(
    long listed,
    @Nullable Long listedImages,
    long repeated,
    long leftOut,
    long notSampled,
    long sampled,
    long used,
    long rejected,
    Map<String, Long> ignored,
    long withoutGroup)
    implements Serializable {
  /** Extensions with a count of their own; files may well have as many as they are. */
  private static final int NAMED = 20;

  private static final WindowSpec MOST_FIRST =
      Window.partitionBy("set", "status", "ranked").orderBy(col("rows").desc(), col("extension"));

  /**
   * Counts both sets.
   *
   * @param outcomes rows of {@link ResultTables#outcomes}
   */
  public static Compared<SetCounts> of(Dataset<Row> outcomes) {
    Column ignored = col("status").equalTo(Status.IGNORED.code());
    Compared<Tally> tallies = new Compared<>(new Tally(), new Tally());
    outcomes
        .groupBy(
            col("set"),
            col("status"),
            col("rank").isNotNull().as("ranked"),
            when(ignored, coalesce(col("code"), extension(), lit(""))).as("extension"))
        .agg(
            count(lit(1)).as("rows"),
            count(when(col("window").leq(0), 1)).as("images"),
            count(when(col("group").isNull(), 1)).as("ungrouped"),
            count(when(col("window").geq(0), 1)).as("windows"))
        .withColumn("named", row_number().over(MOST_FIRST).leq(NAMED))
        .withColumn("extension", when(col("named"), col("extension")).otherwise("other"))
        .groupBy("set", "status", "ranked", "extension")
        .agg(
            sum("rows").as("rows"),
            sum("images").as("images"),
            sum("ungrouped").as("ungrouped"),
            sum("windows").as("windows"))
        .collectAsList()
        .forEach(
            row ->
                (row.getAs("set").equals("real") ? tallies.real() : tallies.synthetic()).add(row));
    return tallies.map(Tally::counts);
  }

  private static Column extension() {
    return lower(regexp_extract(col("id"), "\\.([A-Za-z0-9]{0,9}[A-Za-z][A-Za-z0-9]{0,9})$", 1));
  }

  private static final class Tally {
    private final Map<Status, Long> rows = new HashMap<>();
    private final Map<String, Long> ignored = new TreeMap<>();
    private long images;
    private long windows;
    private long rejectedBefore;
    private long ungrouped;

    void add(Row row) {
      Status status = Status.of(row.getAs("status"));
      long found = row.<Long>getAs("rows");
      if (status == Status.IGNORED) {
        ignored.merge(row.getAs("extension"), found, Long::sum);
        return;
      }
      rows.merge(status, found, Long::sum);
      if (status == Status.REPEATED) {
        return;
      }
      images += row.<Long>getAs("images");
      windows += row.<Long>getAs("windows");
      ungrouped += row.<Long>getAs("ungrouped");
      if (status == Status.REJECTED && !row.<Boolean>getAs("ranked")) {
        rejectedBefore += found;
      }
    }

    SetCounts counts() {
      long listed = rows.values().stream().mapToLong(v -> v).sum();
      long used = of(Status.USED);
      long rejected = of(Status.REJECTED);
      return new SetCounts(
          listed,
          windows > 0 ? images : null,
          of(Status.REPEATED),
          of(Status.LEFT_OUT),
          of(Status.NOT_SAMPLED),
          used + rejected - rejectedBefore,
          used,
          rejected,
          ignored,
          ungrouped);
    }

    private long of(Status status) {
      return rows.getOrDefault(status, 0L);
    }
  }
}
