package org.synthassay.report;

import org.jspecify.annotations.Nullable;

/**
 * A synthetic image and the real one nearest to it.
 *
 * @param distance between their embeddings
 * @param radius of the real image's ball: distance to its k-th real neighbour; null without one
 */
public record NearestPair(
    Thumbnail synthetic, Thumbnail real, double distance, @Nullable Double radius) {

  /** What the distance means, as {@code copies} counts it. */
  String kind() {
    if (distance == 0) {
      return "exact copy";
    }
    return radius != null && distance < radius / 2 ? "near copy" : "nearest";
  }
}
