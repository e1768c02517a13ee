package org.synthassay.classifier;

import java.io.Serializable;

/**
 * A validation row as a machine scores it.
 *
 * @param key of the rows that stay together
 * @param order seeded, for one row a key
 */
record ScoredRow(double score, boolean synthetic, String key, long order) implements Serializable {
  ScoredRow {
    // −0 and 0 are one score, also where rows are sorted.
    score += 0.0;
  }
}
