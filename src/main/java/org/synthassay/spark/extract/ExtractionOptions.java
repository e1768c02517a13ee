package org.synthassay.spark.extract;

import java.io.Serializable;
import java.util.List;
import org.synthassay.image.Limits;
import org.synthassay.image.PrepareOptions;
import org.synthassay.math.Compared;
import org.synthassay.spatial.Feature;

/**
 * All that the one expensive pass is told but for the network: its fingerprint is made of this.
 *
 * @param thumbnails how many images of each set and class keep a small picture
 */
public record ExtractionOptions(
    Compared<PrepareOptions> prepare,
    Limits limits,
    List<Feature> features,
    long seed,
    int thumbnails)
    implements Serializable {
  public ExtractionOptions {
    features = List.copyOf(features);
  }

  /** For an embedding alone: neither features nor pictures. */
  public ExtractionOptions embeddingOnly() {
    return new ExtractionOptions(prepare, limits, List.of(), seed, 0);
  }
}
