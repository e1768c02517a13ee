package org.synthassay.manifold.passes;

import java.io.DataInput;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.synthassay.calibration.HalfMembers;
import org.synthassay.manifold.Members;

/**
 * Who shares the distinct rows of some cells.
 *
 * @param numbers of the distinct rows, ascending
 */
public record CellMembers(int[] numbers, Members members) {
  public static CellMembers none() {
    return new CellMembers(new int[0], Members.alone(0));
  }

  public CellMembers append(CellMembers next) {
    int[] both = Arrays.copyOf(numbers, numbers.length + next.numbers.length);
    System.arraycopy(next.numbers, 0, both, numbers.length, next.numbers.length);
    return new CellMembers(both, members.append(next.members));
  }

  /**
   * Records of (row, group, count, halves, rows of the group) by row, the own group of a row first,
   * until the end.
   */
  public static CellMembers read(DataInput in, boolean halved) throws IOException {
    IntStream.Builder row = IntStream.builder();
    IntStream.Builder group = IntStream.builder();
    IntStream.Builder count = IntStream.builder();
    java.util.stream.LongStream.Builder halves = java.util.stream.LongStream.builder();
    IntStream.Builder groupRows = IntStream.builder();
    try {
      while (true) {
        row.add(in.readInt());
        group.add(in.readInt());
        count.add(in.readInt());
        halves.add(in.readLong());
        groupRows.add(in.readInt());
      }
    } catch (EOFException end) {
      int[] rows = row.build().toArray();
      Records records = new Records(rows, group.build().toArray(), count.build().toArray());
      int[] numbers = Arrays.stream(rows).distinct().toArray();
      HalfMembers inHalves =
          halved
              ? new HalfMembers(
                  records.starts(numbers),
                  records.group,
                  groupRows.build().toArray(),
                  halves.build().toArray(),
                  records.count)
              : HalfMembers.none(numbers.length);
      return new CellMembers(numbers, records.groups(numbers, inHalves));
    }
  }

  /** Records as they were read. */
  private record Records(int[] row, int[] group, int[] count) {

    /** Where each row's records begin. */
    int[] starts(int[] numbers) {
      int[] starts = new int[numbers.length + 1];
      int at = 0;
      for (int i = 0; i < numbers.length; i++) {
        starts[i] = at;
        while (at < row.length && row[at] == numbers[i]) {
          at++;
        }
      }
      starts[numbers.length] = row.length;
      return starts;
    }

    /** Records of a row and group that differ in their halves are one here. */
    Members groups(int[] numbers, HalfMembers inHalves) {
      int[] starts = new int[numbers.length + 1];
      int[] groups = new int[group.length];
      int[] counts = new int[group.length];
      int[] of = starts(numbers);
      int size = 0;
      for (int i = 0; i < numbers.length; i++) {
        for (int at = of[i]; at < of[i + 1]; at++) {
          if (at > of[i] && groups[size - 1] == group[at]) {
            counts[size - 1] += count[at];
          } else {
            groups[size] = group[at];
            counts[size++] = count[at];
          }
        }
        starts[i + 1] = size;
      }
      return new Members(
          starts, Arrays.copyOf(groups, size), Arrays.copyOf(counts, size), inHalves);
    }
  }
}
