package org.synthassay.manifold.passes;

import java.util.List;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.Radii;

/**
 * The radii of one set, kept cell by cell. Where rows have shadows, a pass over these alone
 * estimates how far each row has to look; rows that found too few neighbours there, which are rare,
 * look again in a second pass.
 */
public final class RadiusPasses {
  private final CellSet set;
  private final Frame scaled;
  private final Neighbourhood hood;

  RadiusPasses(CellSet set, Frame scaled, Neighbourhood hood) {
    this.set = set;
    this.scaled = scaled;
    this.hood = hood;
  }

  /** Where the radii of a cell are kept. */
  static String file(String set, int cell) {
    return "radii/" + set + "-" + cell;
  }

  public static Radii read(CellSet set, int cell) {
    return set.store().read(file(set.name(), cell), Radii::read);
  }

  /** Writes the radii of every cell; the work has the kernel summed over ordered pairs. */
  JoinWork run(PassRunner runner, JoinPlan plan) {
    List<JoinPlan.Task> tasks = plan.inside(set.cells());
    HorizonFiles horizons = HorizonFiles.endless(set);
    if (scaled.shadows()) {
      runner.run(tasks, new EstimatePass(set, scaled.estimates(), hood, horizons));
      horizons = horizons.next();
    }
    RadiusPass.Progress first = runner.run(tasks, new RadiusPass(set, scaled, hood, horizons));
    if (first.looking() == 0) {
      return first.work();
    }
    RadiusPass.Progress second =
        runner.run(tasks, new RadiusPass(set, scaled, hood, horizons.next()));
    if (second.looking() > 0) {
      throw new IllegalStateException(
          "%d rows of the %s set look on after all pairs".formatted(second.looking(), set.name()));
    }
    return first.work().plus(second.work());
  }
}
