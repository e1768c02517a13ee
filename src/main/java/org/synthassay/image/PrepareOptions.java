package org.synthassay.image;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a decoded image becomes the pixels that are audited.
 *
 * @param size side in pixels to scale to, or null to keep the size
 * @param window of deep grey images; null: a DICOM file's own, else the whole range
 */
public record PrepareOptions(
    Crop crop, @Nullable Integer size, Colour colour, @Nullable DepthWindow window)
    implements Serializable {
  public PrepareOptions(Crop crop, @Nullable Integer size, Colour colour) {
    this(crop, size, colour, null);
  }

  public PrepareOptions {
    if (size != null && size < 3) {
      throw new IllegalArgumentException("size must be none or >= 3 pixels, got " + size);
    }
  }
}
