package org.synthassay.manifold.passes;

import java.io.Serializable;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.Horizons;
import org.synthassay.manifold.Members;
import org.synthassay.manifold.NearestDistances;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.Radii;

/** The radii of the cells whose rows all found enough; what the others met is kept for them. */
final class RadiusPass extends NeighbourPass<RadiusPass.Progress> {
  private final CellSet set;
  private final boolean mayRepeat;
  private final Neighbourhood hood;

  RadiusPass(CellSet set, Frame scaled, Neighbourhood hood, HorizonFiles horizons) {
    super(set, scaled, hood, horizons);
    this.set = set;
    this.mayRepeat = scaled.shadows() && !horizons.repeated();
    this.hood = hood;
  }

  /** How many rows have to look again, and what it took. */
  record Progress(long looking, JoinWork work) implements Serializable {}

  @Override
  public Progress plus(Progress one, Progress other) {
    return new Progress(one.looking + other.looking, one.work.plus(other.work));
  }

  /** What the rows of a cell met so far, some of which look again. */
  private String unfinishedFile(int cell) {
    return "unfinished-radii/" + set.name() + "-" + cell;
  }

  @Override
  public Progress finish(int cell, NearestDistances lists, JoinWork work) {
    CellMembers of = set.members(cell, cell + 1);
    Horizons before = horizons().read(cell, of.members().rows());
    boolean repeated = horizons().repeated();
    if (repeated && before.looking() == 0) {
      return new Progress(0, work);
    }
    if (repeated) {
      lists.merge(set.store().read(unfinishedFile(cell), NearestDistances::read));
    }
    Horizons left = before.after(lists);
    if (mayRepeat) {
      horizons().next().write(cell, left);
    }
    if (left.looking() > 0) {
      set.store().write(unfinishedFile(cell), lists::write);
    } else {
      write(cell, of, lists);
    }
    return new Progress(left.looking(), work);
  }

  private void write(int cell, CellMembers of, NearestDistances lists) {
    Members members = of.members();
    lists.addDuplicates(members, of.numbers());
    set.store().write(RadiusPasses.file(set.name(), cell), Radii.of(lists, members, hood)::write);
    if (!hood.halving().isNone()) {
      HalfFiles.write(set, cell, lists.halves());
    }
  }
}
