package org.synthassay.calibration;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A count for both halves of every split; mergeable.
 *
 * @param halves first halves, then second ones, one count a split
 */
record SplitCounts(long[][] halves) implements Serializable {

  static SplitCounts none(int splits) {
    return new SplitCounts(new long[2][splits]);
  }

  int splits() {
    return halves[0].length;
  }

  /** Adds {@code times} in every split of {@code in}, to the half that {@code mask} says. */
  void add(long in, long mask, long times) {
    add(0, in & mask, times);
    add(1, in & ~mask, times);
  }

  private void add(int half, long splits, long times) {
    for (long left = splits; left != 0; left &= left - 1) {
      halves[half][Long.numberOfTrailingZeros(left)] += times;
    }
  }

  void add(SplitCounts other) {
    for (int half = 0; half < 2; half++) {
      long[] sums = halves[half];
      long[] others = other.halves[half];
      Arrays.setAll(sums, s -> sums[s] + others[s]);
    }
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(splits());
    for (long[] half : halves) {
      for (long count : half) {
        out.writeLong(count);
      }
    }
  }

  static SplitCounts read(DataInput in) throws IOException {
    SplitCounts counts = none(in.readInt());
    for (long[] half : counts.halves) {
      for (int s = 0; s < half.length; s++) {
        half[s] = in.readLong();
      }
    }
    return counts;
  }
}
