package org.synthassay.image;

import java.io.Serializable;

/** Which part of an image is audited, before it is scaled. */
public sealed interface Crop extends Serializable {

  /** The whole image. */
  record None() implements Crop {}

  /** The largest centred square. */
  record Center() implements Crop {}

  /**
   * {@code perImage} seeded windows of {@code size}×{@code size} pixels; ids end in {@code #w<n>}.
   */
  record Random(int size, int perImage) implements Crop {
    public Random {
      if (size < 3) {
        throw new IllegalArgumentException("size must be >= 3, got " + size);
      }
      if (perImage < 1) {
        throw new IllegalArgumentException("per-image must be >= 1, got " + perImage);
      }
    }
  }
}
