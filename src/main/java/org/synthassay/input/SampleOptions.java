package org.synthassay.input;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which of the listed images are audited.
 *
 * @param balance as many real images of each class
 * @param equal as many real as synthetic images
 * @param perSet the most images of a set, or null for no limit
 */
public record SampleOptions(boolean balance, boolean equal, @Nullable Integer perSet)
    implements Serializable {
  public SampleOptions {
    if (perSet != null && perSet < 1) {
      throw new IllegalArgumentException("per-set must be max or >= 1, got " + perSet);
    }
  }
}
