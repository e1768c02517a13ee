package org.synthassay.calibration;

import java.io.Serializable;

/**
 * Whether scores are calibrated, and how well.
 *
 * @param splits of each set into halves; 0: scores stay bare
 */
public record CalibrationOptions(int splits) implements Serializable {
  public CalibrationOptions {
    if (splits != 0 && (splits < 2 || splits > Halving.MOST_SPLITS)) {
      throw new IllegalArgumentException(
          "splits must be from 2 to %d, got %d".formatted(Halving.MOST_SPLITS, splits));
    }
  }

  /** Scores stay bare. */
  public static CalibrationOptions off() {
    return new CalibrationOptions(0);
  }
}
