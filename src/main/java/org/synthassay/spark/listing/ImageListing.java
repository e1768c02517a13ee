package org.synthassay.spark.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.synthassay.image.Crop;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetSource;
import org.synthassay.math.Compared;
import org.synthassay.shard.ShardFormat;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.listing.ListingRow.Status;

/** Every input of the sets, one row each ({@link ListingRow#SCHEMA}): ids and sizes, no pixels. */
public final class ImageListing {
  private final SparkSession spark;
  private final ShardOptions shards;

  public ImageListing(SparkSession spark, ShardOptions shards) {
    this.spark = spark;
    this.shards = shards;
  }

  /**
   * Checks, on the driver and before anything is listed, that what the sets name is there.
   *
   * @throws NoSuchInputException naming the first that is missing, or that cannot be what it is
   *     said to be
   */
  public void check(Compared<SetOptions> sets) {
    sets.map(
        set -> {
          if (set.source() instanceof SetSource.Images images) {
            requireMatches(images.roots());
          } else if (set.source() instanceof SetSource.Manifest manifest) {
            ManifestTable.of(spark, manifest).check(set);
          }
          return set;
        });
  }

  private void requireMatches(List<String> roots) {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    List<FolderEntry> entries = entries(roots);
    for (int i = 0; i < entries.size(); i++) {
      try {
        entries.get(i).requireMatch(roots.get(i), hadoop);
      } catch (IOException | UncheckedIOException e) {
        throw new NoSuchInputException(roots.get(i), "cannot be listed: " + e.getMessage());
      }
    }
  }

  /** Lists both sets; an image that is cut into several windows is a row for each. */
  public Dataset<Row> of(Compared<SetOptions> sets, Compared<Crop> crops) {
    Dataset<Row> real = windowed(once("real", sets.real()), crops.real());
    Dataset<Row> synthetic = windowed(once("synthetic", sets.synthetic()), crops.synthetic());
    return real.unionAll(synthetic);
  }

  private Dataset<Row> once(String set, SetOptions options) {
    return ImageOnce.of(of(set, options), ImageOnce.conflict(options));
  }

  private Dataset<Row> of(String set, SetOptions options) {
    if (options.source() instanceof SetSource.Images images) {
      return folders(set, options, images);
    }
    if (options.source() instanceof SetSource.Manifest manifest) {
      return ManifestTable.of(spark, manifest).listing(set, options);
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
    ShardOptions shardOptions =
        shards.with(columns(options)).with(images.member(), images.layout());
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

  /** What label and group are called in shards, where the configuration says it. */
  static ShardOptions.Columns columns(SetOptions options) {
    String group = options.group() instanceof GroupSource.Column c ? c.name() : null;
    return new ShardOptions.Columns(null, options.label().column(), group);
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
}
