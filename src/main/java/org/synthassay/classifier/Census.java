package org.synthassay.classifier;

import java.util.List;
import java.util.Map;

/**
 * How many rows there are, and how many lack a feature.
 *
 * @param features as asked for, in order
 * @param absent rows without a finite value, by feature; features that no row lacks may be missing
 */
record Census(Map<Stratum, Long> strata, List<String> features, Map<String, Long> absent) {
  Census {
    strata.keySet().forEach(Census::requireKnown);
  }

  long rows() {
    return strata.values().stream().mapToLong(rows -> rows).sum();
  }

  long rows(String set) {
    return strata.entrySet().stream()
        .filter(entry -> entry.getKey().set().equals(set))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** The features that every row has. */
  List<String> complete() {
    return features.stream().filter(feature -> absent.getOrDefault(feature, 0L) == 0).toList();
  }

  private static void requireKnown(Stratum stratum) {
    if (!stratum.set().equals(Stratum.REAL) && !stratum.set().equals(Stratum.SYNTHETIC)) {
      throw new IllegalArgumentException("set must be real or synthetic, got " + stratum.set());
    }
  }
}
