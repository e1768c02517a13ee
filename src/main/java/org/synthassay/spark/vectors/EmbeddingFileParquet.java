package org.synthassay.spark.vectors;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Tuple4;
import scala.Tuple5;

/** Embeddings in Parquet: arrays of numbers or ML vectors, one a row. */
final class EmbeddingFileParquet {
  private EmbeddingFileParquet() {}

  static EmbeddingFile read(SparkSession spark, String path) {
    Dataset<Row> file = spark.read().parquet(path);
    StructField field = field(path, file.schema());
    Column values =
        field.dataType().equals(SQLDataTypes.VectorType())
            ? vector_to_array(col(field.name()), "float64")
            : col(field.name()).cast(DataTypes.createArrayType(DataTypes.DoubleType));
    Dataset<Row> raw =
        file.select(
            col("_metadata.file_path").as("file"),
            col("_metadata.row_index").as("at"),
            transform(values, value -> coalesce(value, lit(Double.NaN))).as("values"),
            name(file, "id"),
            name(file, "label"),
            name(file, "group"));
    Map<String, Long> starts = starts(raw);
    int dimension = dimension(path, raw);
    MapFunction<
            Tuple4<String, Long, double[], String[]>,
            Tuple5<Long, String, Double, float[], String[]>>
        check =
            row ->
                EmbeddingFileRow.of(
                    starts.getOrDefault(row._1(), 0L) + row._2(), row._3(), dimension, row._4());
    Encoder<Tuple4<String, Long, double[], String[]>> encoder =
        Encoders.tuple(
            Encoders.STRING(), Encoders.LONG(), ArrayEncoders.doubles(), ArrayEncoders.strings());
    return EmbeddingFile.of(
        raw.select(
                col("file").as("_1"),
                col("at").as("_2"),
                col("values").as("_3"),
                array("id", "label", "group").as("_4"))
            .as(encoder)
            .map(check, EmbeddingFileRow.encoder()),
        dimension);
  }

  private static Column name(Dataset<Row> file, String column) {
    boolean there = Arrays.asList(file.columns()).contains(column);
    return (there ? col(column) : lit(null)).cast(DataTypes.StringType).as(column);
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
                || array.elementType().equals(DataTypes.DoubleType));
  }

  /** The number of each file's first row, files in the order of their names. */
  private static Map<String, Long> starts(Dataset<Row> raw) {
    Map<String, Long> counts = new TreeMap<>();
    raw.groupBy("file")
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
  private static int dimension(String path, Dataset<Row> raw) {
    List<Row> most =
        raw.filter(col("values").isNotNull())
            .groupBy(size(col("values")).as("length"))
            .count()
            .orderBy(col("count").desc(), col("length").desc())
            .takeAsList(1);
    if (most.isEmpty() || most.get(0).getInt(0) == 0) {
      throw new IllegalArgumentException(path + ": no row has an embedding");
    }
    return most.get(0).getInt(0);
  }
}
