package org.synthassay.spark.join;

import java.util.stream.IntStream;
import org.synthassay.calibration.HalfMembers;
import org.synthassay.manifold.passes.CellMembers;

/**
 * Which rows are in the two halves of one split, by their numbers, ascending; one that many share
 * as often as it is there.
 */
record HalfNumbers(int[] first, int[] second) {
  static HalfNumbers of(JoinSet set, int split) {
    IntStream.Builder first = IntStream.builder();
    IntStream.Builder second = IntStream.builder();
    for (int cell = 0; cell < set.cells(); cell++) {
      CellMembers members = set.members(cell, cell + 1);
      HalfMembers halves = members.members().halves();
      for (int i = 0; i < halves.rows(); i++) {
        for (int e = halves.start()[i]; e < halves.start()[i + 1]; e++) {
          IntStream.Builder half = (halves.halves()[e] >>> split & 1) == 1 ? first : second;
          for (int c = 0; c < halves.count()[e]; c++) {
            half.add(members.numbers()[i]);
          }
        }
      }
    }
    return new HalfNumbers(first.build().toArray(), second.build().toArray());
  }
}
