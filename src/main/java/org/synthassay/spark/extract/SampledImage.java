package org.synthassay.spark.extract;

import org.jspecify.annotations.Nullable;
import org.synthassay.spark.listing.ContentDigest;
import org.synthassay.spark.listing.ListingRow;

/**
 * An image to be used.
 *
 * @param rank its place in the hash order of its set and class, from 1
 * @param digest of its bytes, once they are read; null before, and for windows but the first
 */
record SampledImage(ListingRow row, int rank, @Nullable String digest) {
  SampledImage(ListingRow row, int rank) {
    this(row, rank, null);
  }

  SampledImage read(byte[] content) {
    return row.window() <= 0 ? new SampledImage(row, rank, ContentDigest.of(content)) : this;
  }
}
