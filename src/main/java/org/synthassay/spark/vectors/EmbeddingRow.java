package org.synthassay.spark.vectors;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A row of an embedding file as it stands there.
 *
 * @param number of the row in its set, from 0
 * @param file the file that holds it
 * @param at the row's number in that file
 * @param modified changes with the file
 * @param id the file's own, else the number as 12 digits
 * @param values null where the row has none, or where they were not asked for
 */
@SuppressWarnings("ArrayRecordComponent")
record EmbeddingRow(
    long number,
    String file,
    long at,
    long modified,
    String id,
    @Nullable String label,
    @Nullable String group,
    double @Nullable [] values)
    implements Serializable {

  /** What a row without a name of its own is called. */
  static String id(long number) {
    return String.format(java.util.Locale.ROOT, "%012d", number);
  }

  /** Why the row cannot be used, or null. */
  @Nullable String fault(int dimension) {
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
