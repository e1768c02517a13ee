package org.synthassay.spark.extract;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import org.synthassay.image.Pixels;
import org.synthassay.image.Prepare;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.extract.PreparedImages.Prepared;
import org.synthassay.spark.listing.ListingRow;
import org.synthassay.spark.listing.ListingRow.Status;
import org.synthassay.spark.run.Cluster;
import org.synthassay.spark.run.Stages;

/**
 * The one expensive pass: every sampled image is read, decoded, prepared, measured and embedded
 * once.
 */
public record Extraction(ExtractionOptions options, ShippedModel model) implements Serializable {

  /** Images a task: small enough to show progress and to lose little with a killed executor. */
  private static final int IMAGES_PER_TASK = 512;

  /** Fewer are not worth a task. */
  private static final int LEAST_PER_TASK = 64;

  /** Waves of tasks that even out what they differ by. */
  private static final int LEAST_WAVES = 4;

  /** Tasks a core in one slice: what a killed driver may have to repeat. */
  private static final int WAVES = 16;

  private static final StructType PICTURE =
      new StructType()
          .add("set", DataTypes.StringType, false)
          .add("id", DataTypes.StringType, false)
          .add("label", DataTypes.StringType, true)
          .add("thumbnail", DataTypes.BinaryType, false);

  /**
   * Rows of {@link ExtractedRow}, one for each sampled image.
   *
   * @param images how many images are sampled
   * @param done counts finished images
   */
  public Dataset<Row> of(Dataset<Row> sampled, long images, LongAccumulator done) {
    int cores = Cluster.cores(sampled.sparkSession());
    SerializableConfiguration hadoop = hadoop(sampled);
    MapPartitionsFunction<Row, Row> extract =
        rows -> {
          PreparedImages prepared = prepared(rows, hadoop.value(), done);
          MeasuredImages measured = MeasuredImages.of(prepared, options);
          return EmbeddedRows.ofTask(measured, model.encoder());
        };
    return sampled
        .filter(col("status").equalTo(Status.FOUND.code()))
        .repartitionByRange(tasks(images, cores), col("file"), col("part"))
        .sortWithinPartitions("file", "part", "member", "window")
        .mapPartitions(extract, Encoders.row(new ExtractedRow(options.features()).schema()));
  }

  /** Whole waves of tasks, so that no core waits for the last one's. */
  public static int tasks(long images, int cores) {
    long many = Math.min(images / LEAST_PER_TASK, (long) LEAST_WAVES * cores);
    long tasks = Math.max(images / IMAGES_PER_TASK, many);
    long waves = (tasks + cores - 1) / cores;
    return (int) Math.max(1, Math.min(images, Math.max(1, waves) * cores));
  }

  /** The whole of {@link #of}, kept as a stage that is done slice by slice. */
  public Dataset<Row> of(Dataset<Row> sampled, long images, Stages stages, Stages.Stage stage) {
    int cores = Cluster.cores(sampled.sparkSession());
    int slices = (int) Math.max(1, images / ((long) IMAGES_PER_TASK * WAVES * cores));
    return stages.sliced(
        stage, slices, (index, done) -> of(slice(sampled, index, slices), images / slices, done));
  }

  /** What one task reads in one go stays together. */
  private static Dataset<Row> slice(Dataset<Row> sampled, int index, int count) {
    Column slice = pmod(xxhash64(col("file"), col("part")), lit(count));
    return count == 1 ? sampled : sampled.filter(slice.equalTo(index));
  }

  /** Small pictures of a few sampled images: columns set, id, label, thumbnail. */
  public Dataset<Row> pictures(Dataset<Row> few) {
    SerializableConfiguration hadoop = hadoop(few);
    LongAccumulator uncounted = few.sparkSession().sparkContext().longAccumulator();
    MapPartitionsFunction<Row, Row> draw =
        rows -> {
          try (PreparedImages prepared = prepared(rows, hadoop.value(), uncounted)) {
            List<Row> drawn = new ArrayList<>();
            prepared.forEachRemaining(image -> draw(image, drawn));
            return drawn.iterator();
          }
        };
    return few.coalesce(1)
        .sortWithinPartitions("file", "part", "member", "window")
        .mapPartitions(draw, Encoders.row(PICTURE));
  }

  /** No pictures, where none are to be shown. */
  public static Dataset<Row> noPictures(SparkSession spark) {
    return spark.createDataFrame(List.of(), PICTURE);
  }

  private static void draw(Prepared prepared, List<Row> drawn) {
    if (prepared.decoded() instanceof Pixels pixels) {
      try (pixels) {
        ListingRow row = prepared.image().row();
        drawn.add(
            RowFactory.create(row.set(), row.id(), row.label(), ThumbnailPicture.png(pixels)));
      }
    }
  }

  private PreparedImages prepared(Iterator<Row> rows, Configuration hadoop, LongAccumulator done) {
    var wanted =
        new Iterator<SampledImage>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public SampledImage next() {
            done.add(1);
            Row row = rows.next();
            return new SampledImage(ListingRow.of(row), row.<Integer>getAs("rank"));
          }
        };
    return new PreparedImages(
        new SampledImages(wanted, ShardOptions.of(options.limits()), hadoop),
        options.limits(),
        options.prepare().map(p -> new Prepare(p, options.seed())));
  }

  private static SerializableConfiguration hadoop(Dataset<Row> table) {
    return new SerializableConfiguration(table.sparkSession().sparkContext().hadoopConfiguration());
  }
}
