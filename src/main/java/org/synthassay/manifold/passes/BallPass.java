package org.synthassay.manifold.passes;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.synthassay.calibration.HalfBalls;
import org.synthassay.calibration.HalfMembers;
import org.synthassay.calibration.HalfRadii;
import org.synthassay.calibration.HalfTotals;
import org.synthassay.manifold.BallSweep;
import org.synthassay.manifold.Balls;
import org.synthassay.manifold.CrossNeighbours;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.ManifoldTotals;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.Radii;
import org.synthassay.manifold.RowBlock;
import org.synthassay.math.CentredRows;
import org.synthassay.math.Compared;
import org.synthassay.math.ProductTile;

/** The pass across the sets: every pair once, to findings a cell and the totals. */
public final class BallPass implements CellPass<JoinPlan.Task, CrossNeighbours, BallPass.Result> {
  private final Compared<CellSet> sets;
  private final Frame scaled;
  private final Neighbourhood hood;
  private final double[] medians;

  /**
   * @param medians for every series the median radius of real rows
   */
  BallPass(Compared<CellSet> sets, Frame scaled, Neighbourhood hood, double[] medians) {
    this.sets = sets;
    this.scaled = scaled;
    this.hood = hood;
    this.medians = medians;
  }

  /** Where the findings of a cell are kept. */
  private static String file(String set, int cell) {
    return "findings/" + set + "-" + cell;
  }

  public static CrossNeighbours read(CellSet set, int cell) {
    return set.store().read(file(set.name(), cell), CrossNeighbours::read);
  }

  /**
   * The totals and what they took.
   *
   * @param halves by plain radii, then by group-aware ones; empty where nothing is calibrated
   */
  record Result(ManifoldTotals totals, List<HalfTotals> halves, JoinWork work)
      implements Serializable {}

  @Override
  public Result plus(Result one, Result other) {
    return new Result(
        one.totals.merge(other.totals),
        HalfTotals.merge(one.halves, other.halves),
        one.work.plus(other.work));
  }

  /** Real cells stand before synthetic ones. */
  @Override
  public int cells() {
    return sets.real().cells() + sets.synthetic().cells();
  }

  @Override
  public CrossNeighbours read(DataInputStream in) throws IOException {
    return CrossNeighbours.read(in);
  }

  @Override
  public void merge(CrossNeighbours into, CrossNeighbours other) {
    into.merge(other);
  }

  @Override
  public void run(JoinPlan.Task task, CellStates output) {
    CellSet mine = sets.synthetic();
    RowBlock strip = mine.block(task.firstCell(), task.endCell(), scaled.directions());
    Radii radii = Radii.of(task.firstCell(), task.endCell(), cell -> RadiusPasses.read(mine, cell));
    List<HalfRadii> halves = HalfFiles.radii(mine, task.firstCell(), task.endCell());
    Balls balls = new Balls(strip, radii, halves, hood, new double[0]);
    try (ProductTile tile = new ProductTile();
        CentredRows stripRows = scaled.rows(strip)) {
      BallSweep sweep = new BallSweep(balls, stripRows, scaled, hood);
      for (int cell = task.from(); cell < task.to(); cell++) {
        output.add(cell, with(cell, sweep, tile)::write);
      }
      output.add(work(task, sweep));
      for (int cell = task.firstCell(); cell < task.endCell(); cell++) {
        int from = strip.firstFrom(mine.firstRow(cell));
        int to = strip.firstFrom(mine.firstRow(cell + 1));
        output.add(sets.real().cells() + cell, sweep.ofStrip().slice(from, to)::write);
      }
    }
  }

  private CrossNeighbours with(int cell, BallSweep sweep, ProductTile tile) {
    CellSet real = sets.real();
    RowBlock chunk = real.block(cell, cell + 1, scaled.directions());
    List<HalfRadii> halves = HalfFiles.radii(real, cell, cell + 1);
    Balls theirs = new Balls(chunk, RadiusPasses.read(real, cell), halves, hood, medians);
    try (CentredRows chunkRows = scaled.rows(chunk)) {
      return sweep.with(theirs, chunkRows, tile);
    }
  }

  private JoinWork work(JoinPlan.Task task, BallSweep sweep) {
    long rowsRead =
        (long) sets.synthetic().firstRow(task.endCell())
            - sets.synthetic().firstRow(task.firstCell())
            + sets.real().firstRow(task.to())
            - sets.real().firstRow(task.from());
    return new JoinWork(sweep.kernelSum(), sweep.pairs(), sweep.rechecks(), rowsRead);
  }

  @Override
  public Result finish(int number, CrossNeighbours findings, JoinWork work) {
    ManifoldTotals totals = new ManifoldTotals(hood.ks().length);
    boolean real = number < sets.real().cells();
    CellSet set = real ? sets.real() : sets.synthetic();
    int cell = real ? number : number - sets.real().cells();
    Radii radii = RadiusPasses.read(set, cell);
    if (real) {
      totals.addReal(radii, findings);
    } else {
      totals.addSynthetic(radii, findings);
    }
    set.store().write(file(set.name(), cell), findings::write);
    return new Result(totals, halves(set, cell, findings), work);
  }

  private List<HalfTotals> halves(CellSet set, int cell, CrossNeighbours findings) {
    List<HalfTotals> totals = new ArrayList<>();
    if (set.halving().isNone()) {
      return totals;
    }
    HalfMembers members = set.members(cell, cell + 1).members().halves();
    List<HalfRadii> radii = HalfFiles.radii(set, cell, cell + 1);
    for (int r = 0; r < findings.halves().size(); r++) {
      HalfBalls balls = new HalfBalls(members, radii.get(Math.min(r, radii.size() - 1)));
      HalfTotals ofRadius = new HalfTotals(set.halving().k(), set.halving().splits());
      if (set.real()) {
        ofRadius.addReal(balls, findings.halves().get(r));
      } else {
        ofRadius.addSynthetic(balls, findings.halves().get(r));
      }
      totals.add(ofRadius);
    }
    return totals;
  }
}
