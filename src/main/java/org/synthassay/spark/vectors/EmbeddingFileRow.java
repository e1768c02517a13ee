package org.synthassay.spark.vectors;

import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.jspecify.annotations.Nullable;
import scala.Tuple5;

/** Checks and rounds one row of an embedding file. */
final class EmbeddingFileRow {
  private EmbeddingFileRow() {}

  /** number, reason (null: accepted), largest relative change, values, {id, label, group}. */
  static Encoder<Tuple5<Long, String, Double, float[], String[]>> encoder() {
    return Encoders.tuple(
        Encoders.LONG(),
        Encoders.STRING(),
        Encoders.DOUBLE(),
        ArrayEncoders.floats(),
        ArrayEncoders.strings());
  }

  static Tuple5<Long, String, Double, float[], String[]> of(
      long number, double @Nullable [] values, int dimension, String[] names) {
    String reason = reason(values, dimension);
    float[] rounded = new float[reason == null && values != null ? values.length : 0];
    double change = 0;
    for (int j = 0; j < rounded.length && values != null; j++) {
      rounded[j] = (float) values[j];
      if (values[j] != rounded[j]) {
        change = Math.max(change, Math.abs(values[j] - rounded[j]) / Math.abs(values[j]));
      }
    }
    return new Tuple5<>(number, reason, change, rounded, names);
  }

  private static @Nullable String reason(double @Nullable [] values, int dimension) {
    if (values == null) {
      return "it has no embedding";
    }
    if (values.length != dimension) {
      return "it has %d values, the others have %d".formatted(values.length, dimension);
    }
    for (int j = 0; j < values.length; j++) {
      if (!Float.isFinite((float) values[j])) {
        return Double.isFinite(values[j])
            ? "value %s at %d is beyond float32".formatted(values[j], j)
            : "value %d is %s".formatted(j, values[j]);
      }
    }
    return null;
  }
}
