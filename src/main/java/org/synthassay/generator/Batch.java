package org.synthassay.generator;

import java.io.Serializable;

/**
 * What every pass of a network takes: one size, as a network's last bits may depend on it.
 *
 * @param images at once
 * @param classes the highest class number and one more; 0: images without class
 */
public record Batch(int images, int classes) implements Serializable {
  public Batch {
    if (images < 1) {
      throw new IllegalArgumentException("batch must be >= 1, got " + images);
    }
  }

  boolean hasClasses() {
    return classes > 0;
  }
}
