package org.synthassay.classifier;

import java.io.Serializable;

/** One class of one set: what the training part holds its share of. */
record Stratum(String set, String label) implements Serializable {
  static final String REAL = "real";
  static final String SYNTHETIC = "synthetic";
}
