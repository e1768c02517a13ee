package org.synthassay.bench;

import java.io.Serializable;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Seeded rows that spread like a network's features of images: a few dozen latent directions of
 * falling strength, bent by a softplus, and a little noise of their own in every value. The
 * effective dimension, (Σλ)²/Σλ² over the eigenvalues of the covariance, is about 20. One synthetic
 * row in 100 is a near copy of a real one.
 */
final class Cloud implements Serializable {
  private static final StructType ROWS =
      new StructType()
          .add("id", DataTypes.StringType, false)
          .add("set", DataTypes.StringType, false)
          .add("group", DataTypes.StringType, true)
          .add("embedding", DataTypes.createArrayType(DataTypes.FloatType, false), false);

  private static final int LATENT = 64;
  private static final double NOISE = 0.02;

  private final int dimension;
  private final long seed;
  private final float[] directions;
  private final float[] offset;

  Cloud(int dimension, long seed) {
    this.dimension = dimension;
    this.seed = seed;
    this.directions = new float[dimension * LATENT];
    this.offset = new float[dimension];
    RandomGenerator random = new SplittableRandom(seed);
    for (int j = 0; j < dimension; j++) {
      offset[j] = (float) (random.nextGaussian() - 1);
      for (int l = 0; l < LATENT; l++) {
        double strength = 0.8 / Math.sqrt(1 + l * 0.35);
        directions[j * LATENT + l] = (float) (strength * random.nextGaussian() / 2);
      }
    }
  }

  /** {@code rows} rows of each set, computed where they are used. */
  Dataset<Row> rows(SparkSession spark, int rows) {
    int slices = Math.max(2, rows / 2000);
    return spark.createDataFrame(
        spark
            .range(0, 2L * rows, 1, slices)
            .toJavaRDD()
            .map(i -> i < rows ? row("real", i) : row("synthetic", i - rows)),
        ROWS);
  }

  private Row row(String set, long number) {
    return RowFactory.create("%012d".formatted(number), set, null, values(set, number));
  }

  /** The values of one row. */
  float[] values(String set, long number) {
    boolean real = set.equals("real");
    if (!real && number % 100 == 99) {
      return shaken(values("real", number), number);
    }
    RandomGenerator random = new SplittableRandom(seed * 31 + number * 2 + (real ? 0 : 1));
    float[] latent = new float[LATENT];
    for (int l = 0; l < LATENT; l++) {
      latent[l] = (float) (random.nextGaussian() * (real ? 1 : 0.95) + (real ? 0 : 0.1));
    }
    float[] values = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      float sum = offset[j];
      for (int l = 0; l < LATENT; l++) {
        sum += directions[j * LATENT + l] * latent[l];
      }
      values[j] = (float) (Math.log1p(Math.exp(sum)) + NOISE * random.nextGaussian());
    }
    return values;
  }

  private float[] shaken(float[] values, long number) {
    RandomGenerator random = new SplittableRandom(seed + number);
    for (int j = 0; j < dimension; j++) {
      values[j] += (float) (1e-3 * random.nextGaussian());
    }
    return values;
  }
}
