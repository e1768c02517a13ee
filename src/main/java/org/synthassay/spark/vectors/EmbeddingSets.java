package org.synthassay.spark.vectors;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetOptions.LabelFrom;
import org.synthassay.input.SetSource;
import org.synthassay.math.Compared;
import org.synthassay.shard.StoreException;
import org.synthassay.spark.extract.ExtractedRow;
import org.synthassay.spark.listing.ListingRow;
import org.synthassay.spark.listing.ListingRow.Status;
import org.synthassay.spark.listing.Naming;
import org.synthassay.spark.listing.NoSuchInputException;
import org.synthassay.spark.listing.RejectedShare;
import org.synthassay.spatial.Feature;
import scala.Tuple3;

/**
 * Two sets that come as finished embeddings: rows in place of images, nothing to decode. They are
 * read where they lie, and copied nowhere.
 */
public final class EmbeddingSets {
  private static final String FORMAT = RejectedShare.EMBEDDINGS;
  private static final String[] KEY = {"set", "id"};
  private static final StructType PLACE =
      new StructType()
          .add("set", DataTypes.StringType, false)
          .add("id", DataTypes.StringType, false)
          .add("file", DataTypes.StringType, false)
          .add("row", DataTypes.LongType, false);

  private final SparkSession spark;
  private final Compared<Table> tables;
  private final Rounding rounding;

  /** One set: what was asked for, and the file that has it. */
  private record Table(String set, SetOptions options, EmbeddingFile file) {
    String path() {
      return path(options);
    }

    static String path(SetOptions options) {
      return ((SetSource.Embeddings) options.source()).file();
    }
  }

  /**
   * @throws NoSuchInputException where a file is missing or is no table of embeddings, where the
   *     two differ in dimension, or where float32 cannot hold what tells their rows apart
   */
  public EmbeddingSets(SparkSession spark, Compared<SetOptions> sets) {
    this.spark = spark;
    this.tables =
        new Compared<>(
            table(spark, "real", sets.real()), table(spark, "synthetic", sets.synthetic()));
    EmbeddingFile real = tables.real().file();
    EmbeddingFile synthetic = tables.synthetic().file();
    if (real.dimension() != synthetic.dimension()) {
      throw new NoSuchInputException(
          tables.synthetic().path(),
          "has %d values a row, the real set %d"
              .formatted(synthetic.dimension(), real.dimension()));
    }
    this.rounding = Rounding.of(tables.map(Table::file), tables.map(Table::path));
  }

  private static Table table(SparkSession spark, String set, SetOptions options) {
    String path = Table.path(options);
    String group = options.group() instanceof GroupSource.Column column ? column.name() : null;
    boolean labelled = options.label().from() != LabelFrom.NONE;
    String named = options.label().column();
    String label = labelled ? named == null ? "label" : named : null;
    return readable(
        path,
        () -> {
          var file = EmbeddingFile.open(spark, path, new EmbeddingFile.Columns(label, group));
          String repeats = file.repeats();
          if (repeats != null) {
            throw new IllegalArgumentException(path + ": " + repeats);
          }
          return new Table(set, options, file);
        });
  }

  /** Opens a file. */
  private interface Opening<T> {
    T open() throws IOException;
  }

  private static <T> T readable(String path, Opening<T> opening) {
    try {
      return opening.open();
    } catch (FileNotFoundException absent) {
      throw new NoSuchInputException(path, "no such file: " + path);
    } catch (IOException e) {
      throw new StoreException(path, e);
    } catch (IllegalArgumentException e) {
      throw new NoSuchInputException(path, String.valueOf(e.getMessage()));
    }
  }

  /** Values in a row. */
  public int dimension() {
    return tables.real().file().dimension();
  }

  /** Every row of both files ({@link ListingRow#SCHEMA}). */
  public Dataset<Row> listing() {
    return listing(tables.real(), rounding.losses().real().faults())
        .unionAll(listing(tables.synthetic(), rounding.losses().synthetic().faults()));
  }

  private Dataset<Row> listing(Table table, long faults) {
    Naming naming = new Naming(table.options());
    String set = table.set();
    int dimension = dimension();
    boolean look = faults > 0;
    JavaRDD<EmbeddingRow> rows = look ? table.file().rows() : table.file().names();
    return spark.createDataFrame(
        rows.map(row -> listed(row, set, naming, look ? row.fault(dimension) : null).toRow()),
        ListingRow.SCHEMA);
  }

  private static ListingRow listed(
      EmbeddingRow row, String set, Naming naming, @Nullable String fault) {
    String value = naming.value(null, row.label());
    boolean leftOut = fault == null && naming.leavesOut(value);
    ListingRow listed =
        ListingRow.found(set, row.id(), row.file(), FORMAT)
            .told(naming.label(value), naming.group(row.id(), row.group()))
            .measured(-1, row.modified())
            .became(leftOut ? Status.LEFT_OUT : Status.FOUND);
    return fault == null ? listed : listed.rejected(new Rejected(Reason.BAD_ROW, fault));
  }

  /** The sampled rows in the form that images are extracted to, without their embeddings. */
  public Dataset<Row> extracted(Dataset<Row> sampled, List<Feature> features) {
    Column[] columns =
        Arrays.stream(new ExtractedRow(features).schema().fields())
            .map(EmbeddingSets::column)
            .toArray(Column[]::new);
    return sampled.filter(col("status").equalTo(Status.FOUND.code())).select(columns);
  }

  private static Column column(StructField field) {
    return switch (field.name()) {
      case "id", "set", "label", "group", "rank" -> col("`" + field.name() + "`");
      default -> lit(null).cast(field.dataType()).as(field.name());
    };
  }

  /** {@code used} rows with their embeddings: columns set, id, label, group, embedding. */
  public Dataset<Row> embedded(Dataset<Row> used) {
    double[] centre = rounding.centre();
    int dimension = dimension();
    Dataset<Row> values =
        both(
            table -> {
              String set = table.set();
              JavaRDD<Tuple3<String, String, float[]>> rows =
                  table
                      .file()
                      .rows()
                      .filter(row -> row.fault(dimension) == null)
                      .map(
                          row ->
                              new Tuple3<>(
                                  set,
                                  row.id(),
                                  RoundingLoss.rounded(
                                      Objects.requireNonNull(row.values()), centre)));
              return spark
                  .createDataset(
                      rows.rdd(),
                      Encoders.tuple(Encoders.STRING(), Encoders.STRING(), ArrayEncoders.floats()))
                  .toDF("set", "id", "embedding");
            });
    return used.select("set", "id", "label", "group").join(values, KEY);
  }

  /** Where the values of {@code used} rows lie: columns id, set, file, row. */
  public Dataset<Row> places(Dataset<Row> used) {
    Dataset<Row> places =
        both(
            table -> {
              String set = table.set();
              return spark.createDataFrame(
                  table
                      .file()
                      .names()
                      .map(row -> RowFactory.create(set, row.id(), row.file(), row.at())),
                  PLACE);
            });
    return used.select(KEY[0], KEY[1]).join(places, KEY).select("id", "set", "file", "row");
  }

  private Dataset<Row> both(Function<Table, Dataset<Row>> rows) {
    Compared<Dataset<Row>> of = tables.map(rows);
    return of.real().unionAll(of.synthetic());
  }

  /** What metrics.json says of the files. */
  public Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("dimension", dimension());
    facts.putAll(rounding.facts());
    return facts;
  }

  /** What the audit warns of. */
  public List<String> warnings() {
    return rounding.warnings();
  }

  /** True where rows are not compared as they are, but less one centre. */
  public boolean isCentred() {
    return rounding.centre() != null;
  }
}
