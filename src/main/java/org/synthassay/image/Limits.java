package org.synthassay.image;

import java.io.Serializable;

/** What an encoded image may cost before it is rejected: checked from its header and length. */
public record Limits(long maxPixels, long maxBytes) implements Serializable {
  public Limits {
    if (maxPixels < 9) {
      throw new IllegalArgumentException("max-pixels must be >= 9, got " + maxPixels);
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("max-bytes must be >= 1, got " + maxBytes);
    }
  }
}
