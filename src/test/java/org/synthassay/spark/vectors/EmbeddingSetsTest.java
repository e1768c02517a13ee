package org.synthassay.spark.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetOptions.LabelSource;
import org.synthassay.input.SetSource;
import org.synthassay.math.Compared;
import org.synthassay.math.SquaredDistance;
import org.synthassay.spark.listing.NoSuchInputException;
import org.synthassay.spark.run.LocalSpark;

/** What float32 can hold of embeddings in float64, and what becomes of their rows. */
class EmbeddingSetsTest {
  private static final int ROWS = 40;
  private static final int DIMENSION = 6;
  private final SparkSession spark = LocalSpark.session();
  @TempDir Path folder;

  private double[][] draw(long seed, double offset, double spread) {
    Random random = new Random(seed);
    double[][] rows = new double[ROWS][DIMENSION];
    for (double[] row : rows) {
      for (int j = 0; j < DIMENSION; j++) {
        row[j] = offset + spread * random.nextGaussian();
      }
    }
    return rows;
  }

  private EmbeddingSets sets(String type, double[][] real, double[][] synthetic)
      throws IOException {
    return new EmbeddingSets(
        spark, new Compared<>(set("x.npy", type, real), set("y.npy", type, synthetic)));
  }

  private SetOptions set(String name, String type, double[][] values) throws IOException {
    Path file = Files.write(folder.resolve(name), Npy.of(type, values).bytes(values));
    return new SetOptions(
        new SetSource.Embeddings(file.toString()), LabelSource.none(), new GroupSource.None());
  }

  private static Dataset<Row> used(EmbeddingSets sets) {
    return sets.listing().withColumn("rank", functions.lit(1));
  }

  private static List<float[]> embedded(EmbeddingSets sets, String set) {
    return sets
        .embedded(used(sets))
        .filter(functions.col("set").equalTo(set))
        .collectAsList()
        .stream()
        .sorted(Comparator.comparing(row -> row.<String>getAs("id")))
        .map(
            row -> {
              List<Float> values = row.getList(row.fieldIndex("embedding"));
              float[] copy = new float[values.size()];
              for (int j = 0; j < copy.length; j++) {
                copy[j] = values.get(j);
              }
              return copy;
            })
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1e7,0.01", "-3e5,1e-4", "1e30,1e23", "1000,1e-3"})
  void anOffsetThatFloat32CannotHoldIsTakenFromBothSets(double offset, double spread)
      throws IOException {
    double[][] real = draw(1, offset, spread);
    double[][] synthetic = draw(2, offset, spread);
    EmbeddingSets sets = sets("<f8", real, synthetic);
    assertThat(sets.isCentred()).isTrue();
    assertThat(sets.warnings()).singleElement().asString().contains("centred on the real mean");
    List<float[]> x = embedded(sets, "real");
    List<float[]> y = embedded(sets, "synthetic");
    for (int i = 0; i < ROWS; i++) {
      double exact = distance(real[i], synthetic[i]);
      double found = SquaredDistance.between(x.get(i), 0, y.get(i), 0, DIMENSION);
      assertThat(found).isCloseTo(exact, within(1e-5 * exact));
    }
    assertThat(Objects.requireNonNull((Map<?, ?>) sets.facts().get("real")).get("rounded_off"))
        .isInstanceOfSatisfying(Double.class, share -> assertThat(share).isBetween(0.0, 1e-6));
  }

  /** Rows that float32 holds as they are have a mean too. */
  @ParameterizedTest
  @CsvSource({"1000,1", "1000,0.01"})
  void theCentreIsTheRealMeanWhereRealRowsAreFloat32Already(double offset, double spread)
      throws IOException {
    double[][] real = draw(1, offset, spread);
    double[][] synthetic = draw(2, offset, spread);
    EmbeddingSets sets =
        new EmbeddingSets(
            spark, new Compared<>(set("x.npy", "<f4", real), set("y.npy", "<f8", synthetic)));
    assertThat(sets.isCentred()).isTrue();
    double sum = 0;
    for (float[] row : embedded(sets, "real")) {
      sum += row[0];
    }
    assertThat(sum / ROWS).isCloseTo(0, within(1e-4 * spread));
    for (double[] row : real) {
      Arrays.setAll(row, j -> (float) row[j]);
    }
    double exact = distance(real[0], synthetic[0]);
    double found =
        SquaredDistance.between(
            embedded(sets, "real").get(0), 0, embedded(sets, "synthetic").get(0), 0, DIMENSION);
    assertThat(found).isCloseTo(exact, within(1e-5 * exact));
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"0,1", "5,0.5", "1e30,1e30", "1e-30,1e-30"})
  void whatFloat32HoldsIsRoundedAsItIs(double offset, double spread) throws IOException {
    double[][] real = draw(1, offset, spread);
    EmbeddingSets sets = sets("<f8", real, draw(2, offset, spread));
    assertThat(sets.isCentred()).isFalse();
    assertThat(sets.warnings()).isEmpty();
    assertThat(embedded(sets, "real").get(3)[2]).isEqualTo((float) real[3][2]);
    assertThat(
            Objects.requireNonNull((Map<?, ?>) sets.facts().get("real"))
                .get("largest_relative_change"))
        .isInstanceOfSatisfying(
            Double.class, change -> assertThat(change).isBetween(1e-9, 0x1p-24));
  }

  @Test
  void rowsThatAreAllTheSameAreNoFault() throws IOException {
    EmbeddingSets sets = sets("<f8", draw(1, 0.1, 0), draw(1, 0.1, 0));
    assertThat(sets.isCentred()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,1,1e7,0.01", "1e7,0.01,0,1", "1e-42,1e-43,1e-42,1e-43"})
  void whatNoCentreOfBothSetsSavesIsRefused(
      double offset, double spread, double other, double otherSpread) throws IOException {
    double[][] real = draw(1, offset, spread);
    double[][] synthetic = draw(2, other, otherSpread);
    assertThatThrownBy(() -> sets("<f8", real, synthetic))
        .isInstanceOf(NoSuchInputException.class)
        .hasMessageContaining("rounding moves its rows by")
        .hasMessageContaining("shift and scale the values of both sets alike");
  }

  @Test
  void badRowsAreListedAndPlacesNameTheRest() throws IOException {
    double[][] real = draw(1, 0, 1);
    real[5][1] = Double.NaN;
    EmbeddingSets sets = sets("<f4", real, draw(2, 0, 1));
    List<Row> rejected =
        sets.listing().filter(functions.col("status").equalTo("rejected")).collectAsList();
    assertThat(rejected)
        .extracting(row -> row.getAs("id") + " " + row.getAs("reason"))
        .containsExactly("000000000005 value 1 is NaN");
    assertThat(embedded(sets, "real")).hasSize(ROWS - 1);
    Dataset<Row> found = used(sets).filter(functions.col("status").equalTo("found"));
    List<Row> places = sets.places(found).orderBy("set", "row").collectAsList();
    assertThat(places).hasSize(2 * ROWS - 1);
    assertThat(places.get(5).<Long>getAs("row")).isEqualTo(6);
    assertThat(places.get(5).<String>getAs("file")).endsWith("/x.npy");
    assertThat(sets.extracted(used(sets), List.of()).columns())
        .contains("rank", "code", "embedding");
  }

  @Test
  void setsOfTwoDimensionsAreRefused() throws IOException {
    double[][] narrow = {{1, 2}, {3, 4}};
    assertThatThrownBy(() -> sets("<f4", draw(1, 0, 1), narrow))
        .isInstanceOf(NoSuchInputException.class)
        .hasMessage("has 2 values a row, the real set 6");
  }

  @Test
  void anAbsentFileIsNamed() throws IOException {
    SetOptions real = set("x.npy", "<f4", draw(1, 0, 1));
    SetOptions gone =
        new SetOptions(
            new SetSource.Embeddings(folder + "/gone.parquet"),
            LabelSource.none(),
            new GroupSource.None());
    assertThatThrownBy(() -> new EmbeddingSets(spark, new Compared<>(real, gone)))
        .hasMessageContaining("no such file: " + folder + "/gone.parquet");
  }
}
