package org.synthassay.report;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A limit that a score must keep (both ends inclusive), named by its path in metrics.json. */
public record Gate(String key, @Nullable Double min, @Nullable Double max) implements Serializable {
  public Gate {
    if (min == null && max == null) {
      throw new IllegalArgumentException("gate " + key + " needs min, max or both");
    }
    if (min != null && max != null && min > max) {
      throw new IllegalArgumentException(
          "gate " + key + " needs min <= max, got min = " + min + ", max = " + max);
    }
  }
}
