package org.synthassay.calibration;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Which halves the members of each distinct row of a block are in: one entry for those of one group
 * and mask.
 *
 * @param start where row i's entries begin; one more than rows
 * @param group their group
 * @param groupRows how many rows the set has of that group; 1 without groups
 * @param halves their mask
 * @param count how many members the entry has
 */
public record HalfMembers(int[] start, int[] group, int[] groupRows, long[] halves, int[] count) {

  /** Nothing is known of any row. */
  public static HalfMembers none(int rows) {
    return new HalfMembers(new int[rows + 1], new int[0], new int[0], new long[0], new int[0]);
  }

  public int rows() {
    return start.length - 1;
  }

  /** These rows and then those of {@code next}. */
  public HalfMembers append(HalfMembers next) {
    int[] starts = Arrays.copyOf(start, start.length + next.rows());
    for (int i = 1; i <= next.rows(); i++) {
      starts[rows() + i] = start[rows()] + next.start[i];
    }
    return new HalfMembers(
        starts,
        join(group, next.group),
        join(groupRows, next.groupRows),
        LongStream.concat(Arrays.stream(halves), Arrays.stream(next.halves)).toArray(),
        join(count, next.count));
  }

  private static int[] join(int[] one, int[] other) {
    int[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public HalfMembers slice(int from, int to) {
    int[] starts = new int[to - from + 1];
    for (int i = from; i <= to; i++) {
      starts[i - from] = start[i] - start[from];
    }
    return new HalfMembers(
        starts,
        Arrays.copyOfRange(group, start[from], start[to]),
        Arrays.copyOfRange(groupRows, start[from], start[to]),
        Arrays.copyOfRange(halves, start[from], start[to]),
        Arrays.copyOfRange(count, start[from], start[to]));
  }

  /** The splits in whose first half at least one member of row {@code i} is. */
  long anyFirst(int i) {
    long any = 0;
    for (int e = start[i]; e < start[i + 1]; e++) {
      any |= halves[e];
    }
    return any;
  }

  /** The splits in whose second half at least one member of row {@code i} is. */
  long anySecond(int i) {
    long any = 0;
    for (int e = start[i]; e < start[i + 1]; e++) {
      any |= ~halves[e];
    }
    return any;
  }

  /**
   * The same rows with no more entries of each than can matter as the k nearest of another, also
   * with one group or one member left out: rows that thousands of members share keep a few.
   */
  public HalfMembers thinned(int k) {
    HalfCount first = new HalfCount(2 * k + 1);
    HalfCount second = new HalfCount(2 * k + 1);
    int[] starts = new int[start.length];
    int[] kept = new int[halves.length];
    int size = 0;
    for (int i = 0; i < rows(); i++) {
      first.clear();
      second.clear();
      for (int e = start[i]; e < start[i + 1]; e++) {
        if ((halves[e] & ~first.reached()) != 0 || (~halves[e] & ~second.reached()) != 0) {
          first.add(halves[e], Math.min(count[e], k + 1));
          second.add(~halves[e], Math.min(count[e], k + 1));
          kept[size++] = e;
        }
      }
      starts[i + 1] = size;
    }
    return size == halves.length ? this : picked(starts, Arrays.copyOf(kept, size));
  }

  private HalfMembers picked(int[] starts, int[] kept) {
    return new HalfMembers(
        starts,
        Arrays.stream(kept).map(e -> group[e]).toArray(),
        Arrays.stream(kept).map(e -> groupRows[e]).toArray(),
        Arrays.stream(kept).mapToLong(e -> halves[e]).toArray(),
        Arrays.stream(kept).map(e -> count[e]).toArray());
  }
}
