package org.synthassay.calibration;

import java.io.Serializable;
import java.util.Arrays;

/** Counts for every split up to a limit, all splits at once: bit planes of as many counters. */
final class HalfCount implements Serializable {
  private final int limit;
  private final long[] planes;
  private long reached;

  HalfCount(int limit) {
    this.limit = limit;
    this.planes = new long[Integer.SIZE - Integer.numberOfLeadingZeros(limit)];
  }

  void clear() {
    Arrays.fill(planes, 0);
    reached = 0;
  }

  /** Counts {@code times} more in the splits of {@code mask}. */
  void add(long mask, int times) {
    for (int t = Math.min(times, limit); t > 0; t--) {
      long carry = mask & ~reached;
      for (int p = 0; p < planes.length; p++) {
        long both = planes[p] & carry;
        planes[p] ^= carry;
        carry = both;
      }
      reached |= atLimit(mask);
    }
  }

  private long atLimit(long mask) {
    long equal = mask;
    for (int p = 0; p < planes.length; p++) {
      equal &= (limit >>> p & 1) == 1 ? planes[p] : ~planes[p];
    }
    return equal;
  }

  /** The splits that are at the limit. */
  long reached() {
    return reached;
  }
}
