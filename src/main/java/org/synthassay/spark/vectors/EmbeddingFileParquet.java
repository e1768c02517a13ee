package org.synthassay.spark.vectors;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.synthassay.spark.listing.TextColumn;
import org.synthassay.spark.run.StageException;

/** Embeddings in Parquet, a file or a folder: arrays of numbers or ML vectors, one a row. */
final class EmbeddingFileParquet implements EmbeddingFile {
  private static final Set<DataType> INTEGERS =
      Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
  private static final int NAMED = 5;

  private final String path;
  private final Dataset<Row> table;
  private final boolean named;
  private final boolean exact;
  private final Map<String, Long> starts;
  private final int dimension;

  private EmbeddingFileParquet(String path, Dataset<Row> table, boolean named, boolean exact) {
    this.path = path;
    this.table = table;
    this.named = named;
    this.exact = exact;
    this.starts = starts(table);
    this.dimension = dimension(path, table);
  }

  static EmbeddingFile open(SparkSession spark, String path, Columns columns) throws IOException {
    Dataset<Row> file = ParquetFolder.read(spark, path);
    List<String> there = Arrays.asList(file.columns());
    for (String asked : Arrays.asList(columns.label(), columns.group())) {
      if (asked != null && !there.contains(asked)) {
        throw new IllegalArgumentException(
            "%s: has no column '%s', it has %s".formatted(path, asked, there));
      }
    }
    StructField field = field(path, file.schema());
    boolean named = there.contains("id");
    Dataset<Row> table =
        file.select(
            col("_metadata.file_path").as("file"),
            col("_metadata.row_index").as("at"),
            col("_metadata.file_modification_time")
                .cast(DataTypes.DoubleType)
                .multiply(1000)
                .cast(DataTypes.LongType)
                .plus(col("_metadata.file_size"))
                .as("modified"),
            text(file, named ? "id" : null, "id"),
            text(file, columns.label(), "label"),
            text(file, columns.group(), "group"),
            values(field).as("values"));
    boolean exact =
        field.dataType() instanceof ArrayType array
            && array.elementType().equals(DataTypes.FloatType);
    return new EmbeddingFileParquet(path, table, named, exact);
  }

  private static Column text(Dataset<Row> file, @Nullable String column, String as) {
    Column blank = lit(null).cast(DataTypes.StringType);
    return (column == null ? blank : TextColumn.of(column, file.schema())).as(as);
  }

  private static Column values(StructField field) {
    Column column = col("`" + field.name() + "`");
    Column numbers =
        field.dataType().equals(SQLDataTypes.VectorType())
            ? vector_to_array(column, "float64")
            : column.cast(DataTypes.createArrayType(DataTypes.DoubleType));
    return transform(numbers, value -> coalesce(value, lit(Double.NaN)));
  }

  /** The column called embedding, else the only one that can be an embedding. */
  private static StructField field(String path, StructType schema) {
    List<StructField> candidates =
        Arrays.stream(schema.fields()).filter(f -> numbers(f.dataType())).toList();
    return candidates.stream()
        .filter(f -> f.name().equals("embedding") || candidates.size() == 1)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s: needs a column embedding, or one column of arrays of float or double or ML vectors, got %s"
                        .formatted(path, schema.simpleString())));
  }

  private static boolean numbers(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || type instanceof ArrayType array
            && (array.elementType().equals(DataTypes.FloatType)
                || array.elementType().equals(DataTypes.DoubleType)
                || array.elementType() instanceof DecimalType
                || INTEGERS.contains(array.elementType()));
  }

  /** The number of each file's first row, files in the order of their names. */
  private static Map<String, Long> starts(Dataset<Row> table) {
    Map<String, Long> counts = new TreeMap<>();
    table
        .groupBy("file")
        .count()
        .collectAsList()
        .forEach(r -> counts.put(r.getString(0), r.getLong(1)));
    long start = 0;
    for (Map.Entry<String, Long> file : counts.entrySet()) {
      start += file.setValue(start);
    }
    return counts;
  }

  /** The length that most rows have. */
  private static int dimension(String path, Dataset<Row> table) {
    List<Row> most =
        table
            .filter(col("values").isNotNull())
            .groupBy(size(col("values")).as("length"))
            .count()
            .orderBy(col("count").desc(), col("length").desc())
            .takeAsList(1);
    if (most.isEmpty() || most.get(0).getInt(0) == 0) {
      throw new IllegalArgumentException(path + ": no row has an embedding");
    }
    return most.get(0).getInt(0);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public boolean isExact() {
    return exact;
  }

  @Override
  public @Nullable String repeats() {
    if (!named) {
      return null;
    }
    Dataset<Row> repeated =
        table.filter(col("id").isNotNull()).groupBy("id").agg(count(lit(1)).as("rows"));
    List<Row> few =
        repeated.filter(col("rows").gt(1)).orderBy("id").select("id", "rows").takeAsList(NAMED);
    return few.isEmpty()
        ? numbered()
        : "ids must be unique, and "
            + few.stream()
                .map(row -> "'" + row.getString(0) + "' stands in " + row.getLong(1) + " rows")
                .collect(Collectors.joining(", "))
            + (few.size() == NAMED ? ", …" : "")
            + ": leave the column id out, and rows go by their number; a patient's name is a"
            + " group: group { column = … }";
  }

  /** Rows without an id go by their number, which then is no other row's id. */
  private @Nullable String numbered() {
    Row ids =
        table
            .agg(
                count(when(col("id").isNull(), 1)),
                min(when(col("id").rlike("^\\d{12}$"), col("id"))))
            .head();
    return ids.getLong(0) == 0 || ids.isNullAt(1)
        ? null
        : "%,d rows have no id and go by their number, which the id '%s' may repeat: name all, or"
                .formatted(ids.getLong(0), ids.getString(1))
            + " leave the column id out";
  }

  @Override
  public JavaRDD<EmbeddingRow> rows() {
    return rows(table);
  }

  @Override
  public JavaRDD<EmbeddingRow> names() {
    return rows(table.drop("values"));
  }

  private JavaRDD<EmbeddingRow> rows(Dataset<Row> columns) {
    Map<String, Long> first = starts;
    String folder = path;
    return columns
        .queryExecution()
        .toRdd()
        .toJavaRDD()
        .map(
            row -> {
              Long start = first.get(row.getUTF8String(0).toString());
              if (start == null) {
                throw new StageException(folder + " changed while it was read: run again");
              }
              return row(row, start);
            });
  }

  private static EmbeddingRow row(InternalRow row, long start) {
    long at = row.getLong(1);
    String id = text(row, 3);
    return new EmbeddingRow(
        start + at,
        row.getUTF8String(0).toString(),
        at,
        row.getLong(2),
        id == null ? EmbeddingRow.id(start + at) : id,
        text(row, 4),
        text(row, 5),
        row.numFields() < 7 || row.isNullAt(6) ? null : row.getArray(6).toDoubleArray());
  }

  private static @Nullable String text(InternalRow row, int column) {
    return row.isNullAt(column) ? null : row.getUTF8String(column).toString();
  }
}
