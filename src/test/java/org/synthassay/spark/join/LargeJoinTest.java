package org.synthassay.spark.join;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.spark.run.LocalSpark;

/** The block join above 10,000 rows a set, where shadows rule out pairs, against brute force. */
class LargeJoinTest {
  private static final int ROWS = 10_100;
  private static final int DIMENSION = 64;
  private static final int LATENT = 6;
  private static final int CLIQUE = 40;
  private static final int K = 3;
  private static final StructType EMBEDDINGS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("set", DataTypes.StringType, false)
          .add("group", DataTypes.StringType)
          .add("embedding", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private final float[][] real = rows("real");
  private final float[][] synthetic = rows("synthetic");

  /**
   * Rows that spread in a few directions, the last {@link #CLIQUE} of them in one spot there and,
   * in the other directions, as far from each other as they can be: estimates mislead these.
   */
  private static float[][] rows(String set) {
    SplittableRandom random = new SplittableRandom(set.length());
    float[][] rows = new float[ROWS][DIMENSION];
    for (int i = 0; i < ROWS; i++) {
      boolean clique = i >= ROWS - CLIQUE;
      for (int j = 0; j < DIMENSION; j++) {
        double spread = j < LATENT ? 1.0 / (j + 1) : 0.03;
        rows[i][j] = (float) (clique ? 0 : spread * random.nextGaussian());
      }
      for (int c = 0; clique && c < CLIQUE; c++) {
        rows[i][LATENT + c] = (ROWS - 1 - i == c ? 1 : 0) - 1f / CLIQUE;
      }
      rows[i][0] += clique ? 5 : 0;
    }
    return rows;
  }

  private Dataset<Row> embeddings(SparkSession spark, int partitions) {
    List<Row> all =
        new java.util.ArrayList<>(
            java.util.stream.IntStream.range(0, ROWS).mapToObj(i -> row("real", i)).toList());
    java.util.stream.IntStream.range(0, ROWS).mapToObj(i -> row("synthetic", i)).forEach(all::add);
    return spark.createDataFrame(all, EMBEDDINGS).repartition(partitions);
  }

  private Row row(String set, int i) {
    float[] values = set.equals("real") ? real[i] : synthetic[i];
    Float[] boxed = new Float[values.length];
    Arrays.setAll(boxed, j -> values[j]);
    return RowFactory.create("%05d".formatted(i), set, null, boxed);
  }

  @Test
  void rowsFindTheirNeighboursWithinEstimatesOrLookAgain(@TempDir Path folder) {
    SparkSession spark = LocalSpark.session();
    ManifoldOptions options = new ManifoldOptions(K, List.of(1, K, 10));
    JoinResult one =
        BlockJoin.of(embeddings(spark, 1), options, folder.resolve("one").toUri().toString(), 1);
    JoinResult seven =
        BlockJoin.of(embeddings(spark, 7), options, folder.resolve("seven").toUri().toString(), 1);
    assertThat(one.facts().directions()).isPositive();
    long pairs = (long) ROWS * (ROWS - 1) + (long) ROWS * ROWS;
    assertThat(one.facts().pairs()).as("some rows look again").isGreaterThan(pairs);
    assertThat(seven.manifold()).isEqualTo(one.manifold());
    Map<String, Row> verdicts =
        one.verdicts().filter("set = 'real'").collectAsList().stream()
            .collect(Collectors.toMap(row -> row.getAs("id"), row -> row));
    for (int i = 3; i < ROWS; i += i < ROWS - CLIQUE ? 211 : 3) {
      Row verdict = Objects.requireNonNull(verdicts.get("%05d".formatted(i)));
      double[] inside = squares(real[i], real);
      assertThat(verdict.<Double>getAs("radius")).isEqualTo(root(inside[K]), within(1e-12));
      double[] across = squares(real[i], synthetic);
      assertThat(verdict.<Double>getAs("nearest_distance"))
          .isEqualTo(root(across[0]), within(1e-12));
      assertThat(verdict.<Boolean>getAs("covered")).isEqualTo(across[0] <= inside[K]);
    }
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.api.Assertions.within(offset);
  }

  private static double root(double square) {
    return Math.sqrt(square);
  }

  /** Squared distances from {@code row}, sorted. */
  private static double[] squares(float[] row, float[][] others) {
    double[] squares = new double[others.length];
    for (int i = 0; i < squares.length; i++) {
      for (int j = 0; j < DIMENSION; j++) {
        double difference = (double) row[j] - others[i][j];
        squares[i] += difference * difference;
      }
    }
    Arrays.sort(squares);
    return squares;
  }
}
