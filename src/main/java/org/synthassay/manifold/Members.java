package org.synthassay.manifold;

import java.util.Arrays;
import org.synthassay.calibration.HalfMembers;

/**
 * Who shares each distinct row of a block: identical rows are one row with a multiplicity and the
 * groups of its members.
 *
 * @param start where row i's groups begin; one entry more than rows
 * @param group the groups of a row's members, that of its smallest member first
 * @param count how many of the row's members are in that group
 * @param halves which halves the members are in, where scores are calibrated
 */
public record Members(int[] start, int[] group, int[] count, HalfMembers halves) {

  /** Members of no halves. */
  public Members(int[] start, int[] group, int[] count) {
    this(start, group, count, HalfMembers.none(start.length - 1));
  }

  /** Every row alone and in a group of its own. */
  public static Members alone(int rows) {
    int[] start = new int[rows + 1];
    int[] group = new int[rows];
    int[] count = new int[rows];
    for (int i = 0; i < rows; i++) {
      start[i + 1] = i + 1;
      group[i] = i;
      count[i] = 1;
    }
    return new Members(start, group, count);
  }

  public int rows() {
    return start.length - 1;
  }

  /** How many members share row {@code i}. */
  public int multiplicity(int i) {
    int sum = 0;
    for (int g = start[i]; g < start[i + 1]; g++) {
      sum += count[g];
    }
    return sum;
  }

  /** The group of the smallest member of row {@code i}. */
  public int ownGroup(int i) {
    return group[start[i]];
  }

  /** Whether the members of row {@code i} are in more than one group. */
  public boolean mixed(int i) {
    return start[i + 1] - start[i] > 1;
  }

  /** How many members of row {@code i} are in {@code wanted}. */
  public int countIn(int i, int wanted) {
    for (int g = start[i]; g < start[i + 1]; g++) {
      if (group[g] == wanted) {
        return count[g];
      }
    }
    return 0;
  }

  /** These rows and then those of {@code next}. */
  public Members append(Members next) {
    int[] starts = Arrays.copyOf(start, start.length + next.rows());
    for (int i = 1; i <= next.rows(); i++) {
      starts[rows() + i] = start[rows()] + next.start[i];
    }
    int[] groups = Arrays.copyOf(group, group.length + next.group.length);
    int[] counts = Arrays.copyOf(count, count.length + next.count.length);
    System.arraycopy(next.group, 0, groups, group.length, next.group.length);
    System.arraycopy(next.count, 0, counts, count.length, next.count.length);
    return new Members(starts, groups, counts, halves.append(next.halves));
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive). */
  public Members slice(int from, int to) {
    int[] starts = new int[to - from + 1];
    for (int i = from; i <= to; i++) {
      starts[i - from] = start[i] - start[from];
    }
    return new Members(
        starts,
        Arrays.copyOfRange(group, start[from], start[to]),
        Arrays.copyOfRange(count, start[from], start[to]),
        halves.slice(from, to));
  }
}
