package org.synthassay.distance;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Distances between the two distributions; null where skipped.
 *
 * @param influential what the most influential synthetic images make of FID
 */
public record DistanceScores(
    @Nullable Double fid,
    @Nullable KernelDistance kid,
    @Nullable FidInfinity fidInfinity,
    @Nullable Influential influential) {

  /** As metrics.json has them. */
  public Map<String, Object> section() {
    Map<String, Object> section = new LinkedHashMap<>();
    for (DistanceScore score : DistanceScore.values()) {
      Object value = score.of(this);
      if (value != null) {
        section.put(score.score().key(), value);
      }
    }
    if (influential != null) {
      section.put("fid_influence", influential);
    }
    return section;
  }
}
