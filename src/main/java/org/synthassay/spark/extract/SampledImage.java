package org.synthassay.spark.extract;

import org.synthassay.spark.listing.ListingRow;

/**
 * An image to be used.
 *
 * @param rank its place in the hash order of its set and class, from 1
 */
record SampledImage(ListingRow row, int rank) {}
