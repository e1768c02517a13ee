package org.synthassay.image;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How a decoded image becomes the pixels that are audited.
 *
 * @param size side in pixels to scale to, or null to keep the size
 */
public record PrepareOptions(Crop crop, @Nullable Integer size, Colour colour)
    implements Serializable {
  public PrepareOptions {
    if (size != null && size < 3) {
      throw new IllegalArgumentException("size must be none or >= 3 pixels, got " + size);
    }
  }
}
