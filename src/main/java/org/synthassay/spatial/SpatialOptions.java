package org.synthassay.spatial;

import java.io.Serializable;
import java.util.List;

/** Which features are computed. */
public record SpatialOptions(List<FeatureGroup> groups) implements Serializable {
  public SpatialOptions {
    groups = groups.stream().sorted().distinct().toList();
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("features must hold at least one group");
    }
  }

  public List<Feature> features() {
    return Feature.of(groups);
  }
}
