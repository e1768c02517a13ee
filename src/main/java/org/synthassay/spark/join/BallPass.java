package org.synthassay.spark.join;

import java.io.DataInput;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
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
import scala.Tuple2;

/** The pass across the sets: every pair once, to a file of findings a cell and the totals. */
final class BallPass implements Serializable {
  private final Compared<JoinSet> sets;
  private final Frame scaled;
  private final Neighbourhood hood;
  private final double[] medians;

  /**
   * @param medians for every series the median radius of real rows
   */
  BallPass(Compared<JoinSet> sets, Frame scaled, Neighbourhood hood, double[] medians) {
    this.sets = sets;
    this.scaled = scaled;
    this.hood = hood;
    this.medians = medians;
  }

  /** The file with the findings of a cell. */
  static String file(String set, int cell) {
    return "findings/" + set + "-" + cell;
  }

  static CrossNeighbours read(JoinSet set, int cell) {
    return set.store().read(file(set.name(), cell), CrossNeighbours::read);
  }

  /**
   * The totals and what they took.
   *
   * @param halves by plain radii, then by group-aware ones; empty where nothing is calibrated
   */
  record Result(ManifoldTotals totals, List<HalfTotals> halves, JoinWork work)
      implements Serializable {
    Result plus(Result other) {
      for (int r = 0; r < halves.size(); r++) {
        halves.get(r).merge(other.halves.get(r));
      }
      return new Result(totals.merge(other.totals), halves, work.plus(other.work));
    }
  }

  /** Writes the findings of every cell of both sets. */
  Result run(JavaSparkContext spark, JoinPlan plan) {
    int cells = sets.real().cells() + sets.synthetic().cells();
    List<JoinPlan.Task> tasks = plan.across(sets.synthetic().cells(), sets.real().cells());
    return CellMerge.merged(
            spark.parallelize(tasks, tasks.size()).flatMapToPair(this::findings),
            new FindingsForm(),
            Math.min(cells, plan.tasks()))
        .map(this::totals)
        .reduce(Result::plus);
  }

  private Iterator<Tuple2<Integer, byte[]>> findings(JoinPlan.Task task) {
    CellMerge.Output output = new CellMerge.Output();
    JoinSet mine = sets.synthetic();
    RowBlock strip = mine.block(task.firstCell(), task.endCell(), scaled.directions());
    Radii radii = Radii.of(task.firstCell(), task.endCell(), cell -> RadiusPasses.read(mine, cell));
    Balls balls =
        new Balls(
            strip,
            radii,
            HalfFiles.radii(mine, task.firstCell(), task.endCell()),
            hood,
            new double[0]);
    try (ProductTile tile = new ProductTile();
        CentredRows stripRows = scaled.rows(strip)) {
      BallSweep sweep = new BallSweep(balls, stripRows, scaled, hood);
      for (int cell = task.from(); cell < task.to(); cell++) {
        RowBlock chunk = sets.real().block(cell, cell + 1, scaled.directions());
        Balls theirs =
            new Balls(
                chunk,
                RadiusPasses.read(sets.real(), cell),
                HalfFiles.radii(sets.real(), cell, cell + 1),
                hood,
                medians);
        try (CentredRows chunkRows = scaled.rows(chunk)) {
          CrossNeighbours found = sweep.with(theirs, chunkRows, tile);
          output.add(cell, found::write);
        }
      }
      output.add(work(task, sweep));
      for (int cell = task.firstCell(); cell < task.endCell(); cell++) {
        int from = strip.firstFrom(mine.firstRow(cell));
        int to = strip.firstFrom(mine.firstRow(cell + 1));
        output.add(sets.real().cells() + cell, sweep.ofStrip().slice(from, to)::write);
      }
    }
    return output.cells().iterator();
  }

  private JoinWork work(JoinPlan.Task task, BallSweep sweep) {
    long rowsRead =
        (long) sets.synthetic().firstRow(task.endCell())
            - sets.synthetic().firstRow(task.firstCell())
            + sets.real().firstRow(task.to())
            - sets.real().firstRow(task.from());
    return new JoinWork(sweep.kernelSum(), sweep.pairs(), sweep.rechecks(), rowsRead);
  }

  private Result totals(Tuple2<Integer, CellMerge.Known<CrossNeighbours>> found) {
    ManifoldTotals totals = new ManifoldTotals(hood.ks().length);
    CrossNeighbours findings = found._2.state;
    boolean real = found._1 < sets.real().cells();
    JoinSet set = real ? sets.real() : sets.synthetic();
    int cell = real ? found._1 : found._1 - sets.real().cells();
    Radii radii = RadiusPasses.read(set, cell);
    if (real) {
      totals.addReal(radii, findings);
    } else {
      totals.addSynthetic(radii, findings);
    }
    set.store().write(file(set.name(), cell), findings::write);
    return new Result(totals, halves(set, cell, findings), found._2.work());
  }

  private List<HalfTotals> halves(JoinSet set, int cell, CrossNeighbours findings) {
    List<HalfTotals> totals = new ArrayList<>();
    if (set.halving().isNone()) {
      return totals;
    }
    HalfMembers members = set.members(cell, cell + 1).members().halves();
    List<HalfRadii> radii = HalfFiles.radii(set, cell, cell + 1);
    for (int r = 0; r < findings.halves().size(); r++) {
      HalfBalls balls = new HalfBalls(members, radii.get(Math.min(r, radii.size() - 1)));
      HalfTotals ofRadius = new HalfTotals(set.halving().k(), set.halving().splits());
      if (set.name().equals("real")) {
        ofRadius.addReal(balls, findings.halves().get(r));
      } else {
        ofRadius.addSynthetic(balls, findings.halves().get(r));
      }
      totals.add(ofRadius);
    }
    return totals;
  }

  private static final class FindingsForm implements CellMerge.Form<CrossNeighbours> {
    @Override
    public CrossNeighbours read(DataInput in) throws IOException {
      return CrossNeighbours.read(in);
    }

    @Override
    public void merge(CrossNeighbours into, CrossNeighbours other) {
      into.merge(other);
    }
  }
}
