package org.synthassay.spark.join;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Assumptions;

/** The reference tables and what an independent float64 script says about them. */
record Golden(String name) {
  static final StructType EMBEDDINGS =
      new StructType()
          .add("id", DataTypes.StringType)
          .add("set", DataTypes.StringType)
          .add("group", DataTypes.StringType)
          .add("embedding", DataTypes.createArrayType(DataTypes.FloatType));

  static Golden of(String name) {
    Golden golden = new Golden(name);
    Assumptions.assumeTrue(
        Files.exists(golden.file(".json")), "no reference data, see -Dsynthassay.reference");
    return golden;
  }

  Path file(String rest) {
    return Path.of(System.getProperty("synthassay.reference", "../shared"), "golden", name + rest);
  }

  JsonNode json() {
    try {
      return new ObjectMapper().readTree(file(".json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Dataset<Row> embeddings(SparkSession spark) {
    List<Row> rows = new ArrayList<>();
    try {
      List<String> groups =
          Files.exists(file("-real.groups.txt"))
              ? List.of(Files.readString(file("-real.groups.txt")).split("\\s+"))
              : List.of();
      add(rows, "real", groups);
      add(rows, "synthetic", List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return spark.createDataFrame(rows, EMBEDDINGS);
  }

  private void add(List<Row> rows, String set, List<String> groups) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(file("-" + set + ".npy")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int header = bytes.getShort(8);
    String text = new String(bytes.array(), 10, header, StandardCharsets.US_ASCII);
    String[] shape = text.replaceAll(".*\\(([0-9, ]+)\\).*\\s*", "$1").split(", ");
    boolean doubles = text.contains("f8");
    bytes.position(10 + header);
    int dimension = Integer.parseInt(shape[1].trim());
    for (int i = 0; i < Integer.parseInt(shape[0].trim()); i++) {
      List<Float> values = new ArrayList<>(dimension);
      for (int j = 0; j < dimension; j++) {
        values.add(doubles ? (float) bytes.getDouble() : bytes.getFloat());
      }
      String group = groups.isEmpty() ? null : groups.get(i);
      rows.add(RowFactory.create("%012d".formatted(i), set, group, values));
    }
  }
}
