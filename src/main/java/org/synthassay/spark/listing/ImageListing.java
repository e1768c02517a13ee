package org.synthassay.spark.listing;

import static org.apache.spark.sql.functions.bit_xor;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.util.SerializableConfiguration;
import org.synthassay.image.Crop;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetSource;
import org.synthassay.math.Compared;
import org.synthassay.shard.ShardFormat;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.listing.ListingRow.Status;

/** Every input of the sets, one row each ({@link ListingRow#SCHEMA}): ids and sizes, no pixels. */
public final class ImageListing {
  private static final String[] INPUT = {
    "id", "set", "file", "member", "label", "group", "bytes", "modified", "status"
  };

  private final SparkSession spark;
  private final ShardOptions shards;

  public ImageListing(SparkSession spark, ShardOptions shards) {
    this.spark = spark;
    this.shards = shards;
  }

  /**
   * Checks, on the driver and without listing, that what the sets name is there.
   *
   * @throws NoSuchInputException naming the first that is missing
   */
  public void check(Compared<SetOptions> sets) {
    sets.map(
        set -> {
          if (set.source() instanceof SetSource.Images images) {
            return entries(images.roots()).size();
          }
          return set.source() instanceof SetSource.Manifest manifest
              ? ManifestListing.of(spark, "", set, manifest).columns().length
              : 0;
        });
  }

  /** Lists both sets; an image that is cut into several windows is a row for each. */
  public Dataset<Row> of(Compared<SetOptions> sets, Compared<Crop> crops) {
    Dataset<Row> real = windowed(of("real", sets.real()), crops.real());
    Dataset<Row> synthetic = windowed(of("synthetic", sets.synthetic()), crops.synthetic());
    return withoutDuplicates(real.unionAll(synthetic));
  }

  private Dataset<Row> of(String set, SetOptions options) {
    if (options.source() instanceof SetSource.Images images) {
      return folders(set, options, images);
    }
    if (options.source() instanceof SetSource.Manifest manifest) {
      return ManifestListing.of(spark, set, options, manifest);
    }
    throw new IllegalArgumentException("a set of embeddings has no images to list");
  }

  private List<FolderEntry> entries(List<String> roots) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    return IntStream.range(0, roots.size())
        .mapToObj(i -> FolderEntry.of(roots.get(i), roots.size() > 1 ? i + "/" : "", hadoop))
        .toList();
  }

  private Dataset<Row> folders(String set, SetOptions options, SetSource.Images images) {
    var context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    var hadoop = new SerializableConfiguration(spark.sparkContext().hadoopConfiguration());
    Naming naming = new Naming(options);
    ShardOptions shardOptions = shards;
    List<FolderEntry> entries = entries(images.roots());
    ShardFormat given = images.format();
    var files =
        context
            .parallelize(entries, entries.size())
            .flatMap(entry -> new FolderListing(entry, set, given, naming, hadoop.value()))
            .map(ListingRow::toRow);
    FlatMapFunction<Row, Row> expand =
        row -> new ShardListing(ListingRow.of(row), naming, shardOptions, hadoop.value()).rows();
    Dataset<Row> found = spark.createDataFrame(files, ListingRow.SCHEMA);
    // Shards are few and long: one to a task, wherever the listing found them.
    return found
        .repartition(Math.max(2, spark.sparkContext().defaultParallelism() * 4))
        .flatMap(expand, Encoders.row(ListingRow.SCHEMA));
  }

  private static Dataset<Row> windowed(Dataset<Row> found, Crop crop) {
    if (!(crop instanceof Crop.Random random) || random.perImage() == 1) {
      return found;
    }
    int perImage = random.perImage();
    FlatMapFunction<Row, Row> expand =
        row -> {
          ListingRow image = ListingRow.of(row);
          if (image.status() != Status.FOUND) {
            return List.of(row).iterator();
          }
          return IntStream.range(0, perImage).mapToObj(w -> image.windowed(w).toRow()).iterator();
        };
    return found.flatMap(expand, Encoders.row(ListingRow.SCHEMA));
  }

  private static Dataset<Row> withoutDuplicates(Dataset<Row> found) {
    var sameId = Window.partitionBy("set", "id").orderBy("file", "member", "status");
    Column repeated = col("nth").gt(1).and(col("status").equalTo(Status.FOUND.code()));
    return found
        .withColumn("nth", row_number().over(sameId))
        .withColumn("code", when(repeated, Reason.DUPLICATE_ID.code()).otherwise(col("code")))
        .withColumn(
            "reason",
            when(repeated, "another input of this set has the same id").otherwise(col("reason")))
        .withColumn("status", when(repeated, Status.REJECTED.code()).otherwise(col("status")))
        .drop("nth");
  }

  /** A short text that changes when any input is added, removed or changed. */
  public static String fingerprint(Dataset<Row> listing) {
    return fingerprint(listing, INPUT);
  }

  /** The same of the images that are taken, with their ranks: what is not taken changes nothing. */
  public static String ofTaken(Dataset<Row> marked) {
    Dataset<Row> taken = marked.filter(col("status").equalTo(Status.FOUND.code()));
    String[] facts = Arrays.copyOf(INPUT, INPUT.length + 1);
    facts[INPUT.length] = "rank";
    return fingerprint(taken, facts);
  }

  private static String fingerprint(Dataset<Row> listing, String... facts) {
    Column row = xxhash64(columns(facts));
    Row state = listing.agg(count(lit(1)), bit_xor(row)).first();
    return state.getLong(0) + ":" + (state.isNullAt(1) ? 0 : state.getLong(1));
  }

  private static Column[] columns(String... names) {
    return Arrays.stream(names).map(name -> col("`" + name + "`")).toArray(Column[]::new);
  }
}
