package org.synthassay.report;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A gate held against its score: a row of {@code gates} in metrics.json.
 *
 * @param value null where the score could not be computed; such a gate fails
 */
public record GateVerdict(
    String key, @Nullable Double value, @Nullable Double min, @Nullable Double max, boolean passed)
    implements Serializable {

  static GateVerdict of(Gate gate, @Nullable Double value) {
    boolean passed =
        value != null
            && (gate.min() == null || value >= gate.min())
            && (gate.max() == null || value <= gate.max());
    return new GateVerdict(gate.key(), value, gate.min(), gate.max(), passed);
  }
}
