package org.synthassay.manifold.passes;

import java.util.List;
import java.util.stream.IntStream;
import org.synthassay.calibration.HalfTotals;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.manifold.ManifoldTotals;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.math.Compared;

/**
 * Every pair of rows of two sets once, pass after pass: the radii inside each set and their
 * medians, then the balls across the sets, and what they leave to count.
 */
public final class JoinPasses {
  private final Compared<CellSet> sets;
  private final JoinPlan plan;
  private final Neighbourhood hood;

  public JoinPasses(Compared<CellSet> sets, ManifoldOptions options, JoinPlan plan) {
    this.sets = sets;
    this.plan = plan;
    this.hood = Neighbourhood.of(options, sets.real().grouped()).halved(sets.real().halving());
  }

  /** Which neighbours are looked for across the sets. */
  public Neighbourhood hood() {
    return hood;
  }

  /**
   * What the passes found, beside what they left a cell.
   *
   * @param realism for every series the median of the synthetic rows' realism
   * @param halves by plain radii, then by group-aware ones; empty where nothing is calibrated
   * @param realHalves real halves against each other, likewise
   */
  public record Found(
      ManifoldTotals totals,
      double[] realism,
      List<HalfTotals> halves,
      List<HalfTotals> realHalves,
      Work work) {}

  /** What it took inside each set and across them. */
  public record Work(JoinWork real, JoinWork synthetic, JoinWork across) {
    public JoinWork all() {
      return real.plus(synthetic).plus(across);
    }
  }

  /**
   * @param frames of the pairs inside each set; across them the real one's
   */
  public Found run(PassRunner runner, Compared<Frame> frames) {
    CellSet real = sets.real();
    CellSet synthetic = sets.synthetic();
    JoinWork ofReal = radii(real, frames.real(), runner);
    JoinWork ofSynthetic = radii(synthetic, frames.synthetic(), runner);
    double[] medians =
        MedianPasses.of(
            runner.named("median radii"),
            real.cells(),
            2 * hood.ks().length,
            (cell, counts) -> RadiusPasses.read(real, cell).count(counts));
    BallPass.Result across =
        runner
            .named("balls")
            .run(
                plan.across(synthetic.cells(), real.cells()),
                new BallPass(sets, frames.real(), hood, medians));
    double[] realism =
        MedianPasses.of(
            runner.named("median realism"),
            synthetic.cells(),
            2 * hood.ks().length,
            (cell, counts) ->
                BallPass.read(synthetic, cell)
                    .countRealism(counts, RadiusPasses.read(synthetic, cell)));
    Work work = new Work(ofReal, ofSynthetic, across.work());
    return new Found(across.totals(), realism, across.halves(), realHalves(runner), work);
  }

  private JoinWork radii(CellSet set, Frame frame, PassRunner runner) {
    Neighbourhood ofSet = set.grouped() && hood.grouped() ? hood : hood.plain();
    return new RadiusPasses(set, frame, ofSet.halved(set.halving()))
        .run(runner.named(set.name() + " radii"), plan);
  }

  private List<HalfTotals> realHalves(PassRunner runner) {
    if (sets.real().halving().isNone()) {
      return List.of();
    }
    List<Integer> cells = IntStream.range(0, sets.real().cells()).boxed().toList();
    return runner.named("real halves").run(cells, new RealHalvesPass(sets.real()));
  }
}
