package org.synthassay.manifold.passes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.synthassay.calibration.HalfLists;
import org.synthassay.calibration.HalfRadii;

/** The radii that a cell's rows have in halves, and what they were found with. */
final class HalfFiles {
  private HalfFiles() {}

  private static String radiiFile(CellSet set, int cell) {
    return "half-radii/" + set.name() + "-" + cell;
  }

  private static String listsFile(CellSet set, int cell) {
    return "half-lists/" + set.name() + "-" + cell;
  }

  /**
   * Writes both.
   *
   * @param lists for plain radii, then for group-aware ones
   */
  static void write(CellSet set, int cell, List<HalfLists> lists) {
    List<HalfRadii> radii = lists.stream().map(HalfRadii::of).toList();
    set.store()
        .write(
            radiiFile(set, cell),
            out -> write(out, radii.stream().map(r -> (Part) r::write).toList()));
    if (set.real()) {
      set.store()
          .write(
              listsFile(set, cell),
              out -> write(out, lists.stream().map(l -> (Part) l::write).toList()));
    }
  }

  /** Something that writes itself. */
  private interface Part {
    void to(DataOutput out) throws IOException;
  }

  private static void write(DataOutput out, List<Part> parts) throws IOException {
    out.writeInt(parts.size());
    for (Part part : parts) {
      part.to(out);
    }
  }

  /** The radii of cells {@code from} to below {@code to}; none where nothing is calibrated. */
  static List<HalfRadii> radii(CellSet set, int from, int to) {
    if (set.halving().isNone()) {
      return List.of();
    }
    List<List<HalfRadii>> cells =
        IntStream.range(from, to)
            .mapToObj(cell -> set.store().read(radiiFile(set, cell), HalfFiles::radii))
            .toList();
    return IntStream.range(0, cells.get(0).size())
        .mapToObj(r -> HalfRadii.of(0, cells.size(), c -> cells.get(c).get(r)))
        .toList();
  }

  private static List<HalfRadii> radii(DataInput in) throws IOException {
    List<HalfRadii> radii = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      radii.add(HalfRadii.read(in));
    }
    return radii;
  }

  /** The real rows' lists. */
  static List<HalfLists> lists(CellSet real, int cell) {
    return real.store().read(listsFile(real, cell), HalfFiles::lists);
  }

  private static List<HalfLists> lists(DataInput in) throws IOException {
    List<HalfLists> lists = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      lists.add(HalfLists.read(in));
    }
    return lists;
  }
}
