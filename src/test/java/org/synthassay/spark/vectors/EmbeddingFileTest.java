package org.synthassay.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingFileTest {
  private static final double[][] VALUES = {{1, 2.5, -3}, {0.1, 5, 6}, {7, 8, 1e-3}, {9, 10, 11}};
  private static SparkSession spark;
  private final Path folder;

  EmbeddingFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @CsvSource({"1,<f4,False", "1,<f8,True", "2,>f4,True", "3,>f8,False"})
  void numpyFilesOfEveryKindGiveTheirRows(int version, String type, String fortran)
      throws IOException {
    Path file = npy(version, type, fortran, VALUES);
    EmbeddingFile table = EmbeddingFile.read(spark, file.toUri().toString());
    List<Row> rows = table.rows().orderBy("id").collectAsList();
    assertThat(table.dimension()).isEqualTo(3);
    assertThat(table.rejected().count()).isZero();
    assertThat(rows).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(rows.get(i).getString(0)).isEqualTo("%012d".formatted(i));
      List<Float> expected = Arrays.stream(VALUES[i]).mapToObj(v -> (float) v).toList();
      assertThat(rows.get(i).<Float>getList(3)).isEqualTo(expected);
    }
    double change = Math.abs(0.1 - 0.1f) / 0.1;
    double other = Math.abs(1e-3 - 1e-3f) / 1e-3;
    assertThat(table.largestRelativeChange())
        .isEqualTo(type.endsWith("8") ? Math.max(change, other) : 0);
  }

  @Test
  void rowsThatAreNotFiniteAreRejectedByNumber() throws IOException {
    double[][] values = {{1, 2}, {Double.NaN, 1}, {1, 1e300}, {4, Double.NEGATIVE_INFINITY}};
    EmbeddingFile table =
        EmbeddingFile.read(spark, npy(1, "<f8", "False", values).toUri().toString());
    assertThat(table.rows().count()).isEqualTo(1);
    assertThat(table.rejected().orderBy("row").collectAsList())
        .extracting(row -> row.getLong(1) + ": " + row.getString(2))
        .containsExactly(
            "1: value 0 is NaN",
            "2: value 1.0E300 at 1 is beyond float32",
            "3: value 1 is -Infinity");
  }

  @Test
  void numpyFileThatIsCutShortSaysByHowMuch() throws IOException {
    Path file = npy(1, "<f4", "False", VALUES);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(() -> EmbeddingFile.read(spark, file.toUri().toString()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4 × 3 values of 4 bytes make 176 bytes, the file has 175");
  }

  @ParameterizedTest
  @CsvSource({"<i4,i4", "<c8,c8", "<f2,f2"})
  void numpyFileOfOtherTypesIsRefused(String type, String named) throws IOException {
    Path file = npy(1, type, "False", VALUES);
    assertThatThrownBy(() -> EmbeddingFile.read(spark, file.toUri().toString()))
        .hasMessageContaining("values of type " + named);
  }

  @Test
  void parquetArraysAndVectorsGiveTheirRows() {
    List<Row> floats =
        List.of(RowFactory.create("b", List.of(1f, 2f)), RowFactory.create("a", List.of(3f, 4f)));
    List<Row> doubles =
        List.of(
            RowFactory.create("b", List.of(1.0, 2.0)), RowFactory.create("a", List.of(3.0, 4.0)));
    List<Row> vectors =
        List.of(
            RowFactory.create("b", Vectors.dense(1, 2)),
            RowFactory.create("a", Vectors.sparse(2, new int[] {0, 1}, new double[] {3, 4})));
    check(floats, DataTypes.createArrayType(DataTypes.FloatType));
    check(doubles, DataTypes.createArrayType(DataTypes.DoubleType));
    check(vectors, SQLDataTypes.VectorType());
  }

  private void check(List<Row> rows, org.apache.spark.sql.types.DataType type) {
    StructType schema = new StructType().add("id", DataTypes.StringType).add("features", type);
    String file =
        folder.resolve(Integer.toHexString(type.simpleString().hashCode())).toUri().toString();
    spark.createDataFrame(rows, schema).coalesce(1).write().parquet(file);
    EmbeddingFile table = EmbeddingFile.read(spark, file);
    assertThat(table.rows().orderBy("id").collectAsList())
        .extracting(row -> row.getString(0) + row.getList(3))
        .containsExactly("a[3.0, 4.0]", "b[1.0, 2.0]");
  }

  @Test
  void parquetRowsOfAnotherLengthAreRejectedByNumber() {
    List<Row> rows =
        List.of(
            RowFactory.create(List.of(1f, 2f)),
            RowFactory.create(List.of(1f)),
            RowFactory.create((Object) null),
            RowFactory.create(List.of(5f, 6f)));
    StructType schema =
        new StructType().add("embedding", DataTypes.createArrayType(DataTypes.FloatType));
    String file = folder.resolve("lengths").toUri().toString();
    spark.createDataFrame(rows, schema).coalesce(1).write().parquet(file);
    EmbeddingFile table = EmbeddingFile.read(spark, file);
    assertThat(table.rejected().orderBy("row").collectAsList())
        .extracting(row -> row.getString(0) + ": " + row.getString(2))
        .containsExactly(
            "000000000001: it has 1 values, the others have 2",
            "000000000002: it has no embedding");
    assertThat(table.rows().orderBy("id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("000000000000", "000000000003");
  }

  private Path npy(int version, String type, String fortran, double[][] values) throws IOException {
    int n = values.length;
    int d = values[0].length;
    String header =
        "{'descr': '%s', 'fortran_order': %s, 'shape': (%d, %d), }".formatted(type, fortran, n, d);
    int prefix = version == 1 ? 10 : 12;
    String padded = header + " ".repeat(127 - prefix - header.length()) + "\n";
    boolean wide = type.endsWith("8");
    ByteBuffer bytes =
        ByteBuffer.allocate(128 + n * d * (wide ? 8 : 4)).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    if (version == 1) {
      bytes.putShort((short) padded.length());
    } else {
      bytes.putInt(padded.length());
    }
    bytes.put(padded.getBytes(StandardCharsets.US_ASCII));
    bytes.order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    for (int e = 0; e < n * d; e++) {
      double value = fortran.equals("True") ? values[e % n][e / n] : values[e / d][e % d];
      if (wide) {
        bytes.putDouble(value);
      } else {
        bytes.putFloat((float) value);
      }
    }
    return Files.write(
        folder.resolve("table-" + version + type.substring(1) + ".npy"), bytes.array());
  }
}
