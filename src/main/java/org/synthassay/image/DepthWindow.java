package org.synthassay.image;

import java.io.Serializable;

/**
 * What of a deep image's range is shown: {@code low} and below becomes 0, {@code high} and above
 * 255, rounded in between. For grey images of more than 8 bits; in a DICOM file the values are
 * those after rescale, and the window goes before the file's own.
 */
public record DepthWindow(double low, double high) implements Serializable {
  /** All that 16 bits hold: v/257. */
  static final DepthWindow FULL = new DepthWindow(0, 65_535);

  public DepthWindow {
    if (!(low < high)) {
      throw new IllegalArgumentException("needs low < high, got " + low + " and " + high);
    }
  }

  /** Levels of 255 that one step of the source is. */
  double scale() {
    return 255 / (high - low);
  }
}
