package org.synthassay.spark.vectors;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetSource;
import org.synthassay.math.Compared;
import org.synthassay.spark.extract.ExtractedRow;
import org.synthassay.spark.listing.ListingRow;
import org.synthassay.spark.listing.ListingRow.Status;
import org.synthassay.spark.listing.Naming;
import org.synthassay.spark.listing.NoSuchInputException;
import org.synthassay.spark.listing.RejectedShare;
import org.synthassay.spatial.Feature;

/** Two sets that come as finished embeddings: rows in place of images, nothing to decode. */
public final class EmbeddingSets {
  private static final String FORMAT = RejectedShare.EMBEDDINGS;

  private final SparkSession spark;
  private final Compared<SetOptions> sets;
  private final Compared<EmbeddingFile> files;

  /**
   * @throws NoSuchInputException where a file is missing or is no table of embeddings, or the two
   *     differ in dimension
   */
  public EmbeddingSets(SparkSession spark, Compared<SetOptions> sets) {
    this.spark = spark;
    this.sets = sets;
    this.files = sets.map(set -> read(spark, path(set)));
    if (files.real().dimension() != files.synthetic().dimension()) {
      throw new NoSuchInputException(
          path(sets.synthetic()),
          "has "
              + files.synthetic().dimension()
              + " values a row, the real set "
              + files.real().dimension());
    }
  }

  private static String path(SetOptions set) {
    return ((SetSource.Embeddings) set.source()).file();
  }

  private static EmbeddingFile read(SparkSession spark, String path) {
    try {
      status(spark, path);
      return EmbeddingFile.read(spark, path);
    } catch (IOException | UncheckedIOException e) {
      throw new NoSuchInputException(path, "no such file: " + path);
    } catch (IllegalArgumentException e) {
      throw new NoSuchInputException(path, String.valueOf(e.getMessage()));
    }
  }

  private static FileStatus status(SparkSession spark, String path) throws IOException {
    Path file = new Path(path);
    return file.getFileSystem(spark.sparkContext().hadoopConfiguration()).getFileStatus(file);
  }

  /** Values in a row. */
  public int dimension() {
    return files.real().dimension();
  }

  /** Every row of both files ({@link ListingRow#SCHEMA}). */
  public Dataset<Row> listing() {
    return listing("real", sets.real(), files.real())
        .unionAll(listing("synthetic", sets.synthetic(), files.synthetic()));
  }

  private Dataset<Row> listing(String set, SetOptions options, EmbeddingFile file) {
    String path = path(options);
    long modified = modified(path);
    Naming naming = new Naming(options);
    MapFunction<Row, Row> used =
        row -> {
          String value = naming.value(null, row.getAs("label"));
          Status status = naming.leavesOut(value) ? Status.LEFT_OUT : Status.FOUND;
          String id = row.getAs("id");
          String group = naming.group(id, row.getAs("group"));
          return new ListingRow(
                  id,
                  set,
                  path,
                  FORMAT,
                  "",
                  0,
                  -1,
                  naming.label(value),
                  group,
                  -1,
                  modified,
                  status,
                  null,
                  null)
              .toRow();
        };
    MapFunction<Row, Row> rejected =
        row ->
            new ListingRow(
                    row.getAs("id"),
                    set,
                    path,
                    FORMAT,
                    "",
                    0,
                    -1,
                    null,
                    null,
                    -1,
                    modified,
                    Status.FOUND,
                    null,
                    null)
                .rejected(new Rejected(Reason.BAD_ROW, row.getAs("reason")))
                .toRow();
    var encoder = Encoders.row(ListingRow.SCHEMA);
    return file.rows()
        .drop("embedding")
        .map(used, encoder)
        .unionAll(file.rejected().map(rejected, encoder));
  }

  private long modified(String path) {
    try {
      FileStatus status = status(spark, path);
      return status.getModificationTime() + status.getLen();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look at " + path, e);
    }
  }

  /** The sampled rows with their embeddings, in the form that images are extracted to. */
  public Dataset<Row> extracted(Dataset<Row> sampled, List<Feature> features) {
    Dataset<Row> rows =
        files
            .real()
            .rows()
            .select(lit("real").as("set"), col("id"), col("embedding"))
            .unionAll(
                files
                    .synthetic()
                    .rows()
                    .select(lit("synthetic").as("set"), col("id"), col("embedding")));
    Column[] columns =
        Arrays.stream(new ExtractedRow(features).schema().fields())
            .map(EmbeddingSets::column)
            .toArray(Column[]::new);
    return sampled
        .filter(col("status").equalTo(Status.FOUND.code()))
        .select("id", "set", "label", "group", "rank")
        .join(rows, new String[] {"set", "id"})
        .select(columns);
  }

  private static Column column(StructField field) {
    return switch (field.name()) {
      case "id", "set", "label", "group", "rank", "embedding" -> col("`" + field.name() + "`");
      default -> lit(null).cast(field.dataType()).as(field.name());
    };
  }
}
