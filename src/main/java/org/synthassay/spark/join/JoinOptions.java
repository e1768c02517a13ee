package org.synthassay.spark.join;

import org.synthassay.calibration.CalibrationOptions;
import org.synthassay.manifold.ManifoldOptions;

/**
 * How two embedding sets are compared.
 *
 * @param seed of the splits, and of the subsets for KID
 */
public record JoinOptions(ManifoldOptions manifold, CalibrationOptions calibration, long seed) {
  int splits() {
    return calibration.splits();
  }
}
