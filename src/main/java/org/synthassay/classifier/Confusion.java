package org.synthassay.classifier;

import java.io.Serializable;

/** What a machine said of rows whose set is known: counts that merge, synthetic being positive. */
record Confusion(long truePositives, long falsePositives, long falseNegatives, long trueNegatives)
    implements Serializable {

  static final Confusion NONE = new Confusion(0, 0, 0, 0);

  /** A score above 0 says synthetic, 0 and below says real. */
  static Confusion of(double score, boolean synthetic) {
    boolean positive = score > 0;
    return new Confusion(
        positive && synthetic ? 1 : 0,
        positive && !synthetic ? 1 : 0,
        !positive && synthetic ? 1 : 0,
        !positive && !synthetic ? 1 : 0);
  }

  Confusion merge(Confusion other) {
    return new Confusion(
        truePositives + other.truePositives,
        falsePositives + other.falsePositives,
        falseNegatives + other.falseNegatives,
        trueNegatives + other.trueNegatives);
  }

  /** 2TP / (2TP + FP + FN); at least one synthetic row must be there. */
  double f1() {
    return 2.0 * truePositives / (2 * truePositives + falsePositives + falseNegatives);
  }

  /** F1 with real as the positive class; at least one real row must be there. */
  double f1Real() {
    return 2.0 * trueNegatives / (2 * trueNegatives + falsePositives + falseNegatives);
  }

  /** Mean of the synthetic rows' recall and the real rows' recall. */
  double balancedAccuracy() {
    return 0.5 * truePositives / (truePositives + falseNegatives)
        + 0.5 * trueNegatives / (trueNegatives + falsePositives);
  }
}
