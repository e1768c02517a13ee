package org.synthassay.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.spark.run.LocalSpark;

/** Parquet files and folders of embeddings as people have them. */
class EmbeddingParquetTest {
  private static final DataType FLOATS = DataTypes.createArrayType(DataTypes.FloatType);
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private Path write(String name, StructType schema, Row... rows) {
    Path file = folder.resolve(name);
    spark
        .createDataFrame(List.of(rows), schema)
        .coalesce(1)
        .write()
        .mode(SaveMode.Append)
        .parquet(file.toString());
    return file;
  }

  private EmbeddingFile open(Path file, @Nullable String label, @Nullable String group)
      throws IOException {
    return EmbeddingFile.open(spark, file.toString(), new EmbeddingFile.Columns(label, group));
  }

  private static List<EmbeddingRow> rows(EmbeddingFile file) {
    return file.rows().collect().stream()
        .sorted(Comparator.comparingLong(EmbeddingRow::number))
        .toList();
  }

  @Test
  void listsOfEveryNumberAndVectorsGiveTheirRows() throws IOException {
    check(FLOATS, List.of(1f, 2f), true);
    check(DataTypes.createArrayType(DataTypes.DoubleType), List.of(1.0, 2.0), false);
    check(DataTypes.createArrayType(DataTypes.LongType), List.of(1L, 2L), false);
    check(
        DataTypes.createArrayType(DataTypes.createDecimalType(9, 2)),
        List.of(new BigDecimal("1.00"), new BigDecimal("2.00")),
        false);
    check(SQLDataTypes.VectorType(), Vectors.dense(1, 2), false);
    check(
        SQLDataTypes.VectorType(), Vectors.sparse(2, new int[] {0, 1}, new double[] {1, 2}), false);
  }

  private void check(DataType type, Object values, boolean exact) throws IOException {
    StructType schema = new StructType().add("id", DataTypes.LongType).add("features", type);
    String name = "t" + System.nanoTime();
    EmbeddingFile file = open(write(name, schema, RowFactory.create(7L, values)), null, null);
    EmbeddingRow row = rows(file).get(0);
    assertThat(row.id()).isEqualTo("7");
    assertThat(row.values()).containsExactly(1, 2);
    assertThat(file.isExact()).isEqualTo(exact);
  }

  @Test
  void rowsOfAnotherLengthOrWithNothingSaySo() throws IOException {
    StructType schema = new StructType().add("embedding", FLOATS);
    Path file =
        write(
            "lengths",
            schema,
            RowFactory.create(List.of(1f, 2f)),
            RowFactory.create(List.of(1f)),
            RowFactory.create((Object) null),
            RowFactory.create(Arrays.asList(1f, null)),
            RowFactory.create(List.of(5f, 6f)));
    EmbeddingFile table = open(file, null, null);
    assertThat(table.dimension()).isEqualTo(2);
    assertThat(rows(table))
        .extracting(row -> row.id() + ": " + row.fault(2))
        .containsExactly(
            "000000000000: null",
            "000000000001: it has 1 values, the others have 2",
            "000000000002: it has no embedding",
            "000000000003: value 1 is NaN",
            "000000000004: null");
  }

  @Test
  void labelAndGroupComeFromTheColumnsThatAreAskedForAndNoOthers() throws IOException {
    StructType schema =
        new StructType()
            .add("embedding", FLOATS)
            .add("label", DataTypes.StringType)
            .add("group", DataTypes.StringType)
            .add("subject.id", DataTypes.IntegerType);
    Path file = write("named", schema, RowFactory.create(List.of(1f), "x", "train", 12));
    assertThat(rows(open(file, null, null)).get(0))
        .extracting(EmbeddingRow::label, EmbeddingRow::group)
        .containsExactly(null, null);
    assertThat(rows(open(file, "label", "subject.id")).get(0))
        .extracting(EmbeddingRow::label, EmbeddingRow::group)
        .containsExactly("x", "12");
    assertThatThrownBy(() -> open(file, null, "patient"))
        .hasMessageContaining("has no column 'patient', it has [embedding, label, group,");
  }

  @Test
  void idsThatRepeatAreRefusedWithTheFirstOfThem() throws IOException {
    StructType schema = new StructType().add("id", DataTypes.StringType).add("embedding", FLOATS);
    Path file =
        write(
            "repeated",
            schema,
            RowFactory.create("p1", List.of(1f)),
            RowFactory.create("p1", List.of(2f)),
            RowFactory.create("p2", List.of(3f)),
            RowFactory.create(null, List.of(4f)),
            RowFactory.create(null, List.of(5f)));
    assertThat(open(file, null, null).repeats())
        .startsWith("ids must be unique, and 'p1' stands in 2 rows: leave the column id out");
    assertThat(rows(open(file, null, null)))
        .extracting(EmbeddingRow::id)
        .contains("000000000003", "000000000004");
  }

  @Test
  void anIdThatMayBeTheNumberOfARowWithoutIdIsRefused() throws IOException {
    StructType schema = new StructType().add("id", DataTypes.StringType).add("embedding", FLOATS);
    Path file =
        write(
            "numbered",
            schema,
            RowFactory.create("000000000001", List.of(1f)),
            RowFactory.create(null, List.of(2f)));
    assertThat(open(file, null, null).repeats())
        .startsWith("1 rows have no id and go by their number, which the id '000000000001' may");
  }

  @Test
  void aFolderIsItsFilesAndChangesWithThem() throws IOException {
    StructType schema = new StructType().add("embedding", FLOATS);
    Path file = write("many", schema, RowFactory.create(List.of(1f)));
    write("many", schema, RowFactory.create(List.of(2f)), RowFactory.create(List.of(3f)));
    Files.writeString(file.resolve("README.txt"), "not a table");
    Files.createDirectories(file.resolve("_temporary/0"));
    Files.copy(
        Path.of(rows(open(file, null, null)).get(0).file().replace("file:", "")),
        file.resolve("_temporary/0/left.parquet"));
    List<EmbeddingRow> before = rows(open(file, null, null));
    assertThat(before).extracting(EmbeddingRow::number).containsExactly(0L, 1L, 2L);
    assertThat(before.stream().map(EmbeddingRow::file).distinct()).hasSize(2);
    Path first = Path.of(before.get(0).file().replace("file:", ""));
    Files.setLastModifiedTime(first, FileTime.fromMillis(1_600_000_000_123L));
    List<EmbeddingRow> after = rows(open(file, null, null));
    for (int i = 0; i < 3; i++) {
      boolean touched = before.get(i).file().equals(before.get(0).file());
      assertThat(after.get(i).modified() != before.get(i).modified()).isEqualTo(touched);
    }
  }
}
