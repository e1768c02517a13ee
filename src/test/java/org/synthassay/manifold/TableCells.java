package org.synthassay.manifold;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.Halving;
import org.synthassay.manifold.passes.CellMembers;
import org.synthassay.manifold.passes.CellSet;
import org.synthassay.manifold.passes.PassStore;
import org.synthassay.math.LeadingDirections;

/**
 * A table in memory as the passes see it.
 *
 * @param halving of rows in halves
 */
record TableCells(
    Table table,
    String name,
    int cellRows,
    Halving halving,
    @Nullable Shadows cast,
    PassStore store,
    Map<List<Integer>, RowBlock> known)
    implements CellSet {

  /** What shadows fall on. */
  record Shadows(LeadingDirections directions, Frame frame) {}

  static TableCells of(
      Table table, String name, LocalJoin.Cut cut, Halving halving, @Nullable Shadows cast) {
    return new TableCells(
        table, name, cut.chunk(), halving, cast, new MemoryStore(), new HashMap<>());
  }

  @Override
  public int rows() {
    return table.rows().length;
  }

  @Override
  public boolean grouped() {
    return table.groups() != null;
  }

  @Override
  public CellMembers members(int from, int to) {
    RowBlock block = block(from, to, 0);
    return new CellMembers(block.numbers().clone(), block.members());
  }

  @Override
  public RowBlock block(int from, int to, int directions) {
    return known.computeIfAbsent(List.of(from, to), cells -> shadowed(from, to));
  }

  private RowBlock shadowed(int from, int to) {
    RowBlock block = table.block(firstRow(from), firstRow(to));
    if (cast == null) {
      return block;
    }
    Frame frame = cast.frame();
    float[] shadows =
        cast.directions().shadows(block.values(), block.rows(), frame.centre(), frame.scale());
    return new RowBlock(
        block.dimension(), block.values(), block.numbers(), block.members(), shadows);
  }

  @Override
  public RowBlock shadowBlock(int from, int to, int directions) {
    RowBlock block = block(from, to, directions);
    return new RowBlock(0, new float[0], block.numbers(), block.members(), block.shadows());
  }
}
