package org.synthassay.classifier;

import java.util.Map;

/** Rows that stay together (a patient's, or one row without group), counted by stratum. */
record RowGroup(String key, Map<Stratum, Long> rows) {
  RowGroup {
    rows = Map.copyOf(rows);
  }
}
