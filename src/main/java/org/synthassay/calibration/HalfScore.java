package org.synthassay.calibration;

/** The scores that are calibrated, and whose radii each needs. */
public enum HalfScore {
  PRECISION(true) {
    @Override
    public double of(HalfTotals totals, int half, int split) {
      return totals.precision(half, split);
    }
  },
  RECALL(false) {
    @Override
    public double of(HalfTotals totals, int half, int split) {
      return totals.recall(half, split);
    }
  },
  DENSITY(true) {
    @Override
    public double of(HalfTotals totals, int half, int split) {
      return totals.density(half, split);
    }
  },
  COVERAGE(true) {
    @Override
    public double of(HalfTotals totals, int half, int split) {
      return totals.coverage(half, split);
    }
  };

  private final boolean realBalls;

  HalfScore(boolean realBalls) {
    this.realBalls = realBalls;
  }

  /** Whether it is by the balls of real rows, not by those of the others. */
  boolean byRealBalls() {
    return realBalls;
  }

  /** Its value in a half; 0 is the first. */
  public abstract double of(HalfTotals totals, int half, int split);
}
