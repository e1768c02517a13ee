package org.synthassay.manifold;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.synthassay.calibration.HalfTotals;
import org.synthassay.manifold.passes.BallPass;
import org.synthassay.manifold.passes.CellSet;
import org.synthassay.manifold.passes.JoinPasses;
import org.synthassay.manifold.passes.JoinPlan;
import org.synthassay.manifold.passes.RadiusPasses;
import org.synthassay.math.Compared;
import org.synthassay.math.LeadingDirections;
import org.synthassay.math.Moments;
import org.synthassay.math.MomentsSum;

/** The block join without Spark: its very passes over tables in memory, in one thread. */
final class LocalJoin {
  private static final int TASKS = 3;

  private final Compared<Table> tables;
  private final Compared<CellSet> cells;
  private final JoinPasses passes;
  private final JoinPasses.Found found;
  final ManifoldTotals totals;
  final double[] realism;

  /**
   * Strips of {@code strip} chunks of {@code chunk} rows, and how many directions shadows have; 0:
   * products of whole rows.
   */
  record Cut(int strip, int chunk, int directions) {
    Cut(int strip, int chunk) {
      this(strip, chunk, 0);
    }
  }

  LocalJoin(Compared<Table> tables, ManifoldOptions options, Cut cut) {
    this.tables = tables;
    double largest = Math.max(tables.real().largest(), tables.synthetic().largest());
    Compared<Frame> frames = tables.map(table -> Frame.withKernel(table.mean(), largest));
    TableCells.Shadows shadows = null;
    if (cut.directions() > 0) {
      Moments pooled = pooled();
      LeadingDirections directions = LeadingDirections.of(pooled, cut.directions());
      Frame frame = Frame.shadows(pooled.mean(), largest, directions.count());
      frames = new Compared<>(frame, frame);
      shadows = new TableCells.Shadows(directions, frame);
    }
    int k = options.k();
    this.cells =
        new Compared<>(
            TableCells.of(tables.real(), "real", cut, tables.real().halving(k), shadows),
            TableCells.of(
                tables.synthetic(), "synthetic", cut, tables.synthetic().halving(k), shadows));
    this.passes = new JoinPasses(cells, options, new JoinPlan(cut.chunk(), cut.strip(), TASKS));
    this.found = passes.run(new LocalPasses(), frames);
    this.totals = found.totals();
    this.realism = found.realism();
  }

  private Moments pooled() {
    try (MomentsSum sum = new MomentsSum(tables.real().dimension())) {
      for (Table table : List.of(tables.real(), tables.synthetic())) {
        RowBlock all = table.block(0, table.rows().length);
        sum.add(all.values(), all.rows());
      }
      return sum.moments();
    }
  }

  /** What halves of the sets, and real halves alone, give under one kind of radius. */
  record InHalves(HalfTotals across, HalfTotals real) {}

  /** The halves' counts, by plain radii and then by group-aware ones. */
  List<InHalves> inHalves() {
    return IntStream.range(0, found.halves().size())
        .mapToObj(r -> new InHalves(found.halves().get(r), found.realHalves().get(r)))
        .toList();
  }

  /** How many rows found too few neighbours within their horizon. */
  int lookedAgain() {
    return lookedAgain(cells.real()) + lookedAgain(cells.synthetic());
  }

  private static int lookedAgain(CellSet set) {
    return IntStream.range(0, set.cells())
        .mapToObj(cell -> "horizons/%s-2-%d".formatted(set.name(), cell))
        .mapToInt(file -> set.store().read(file, Horizons::read).looking())
        .sum();
  }

  Judgement judgement() {
    return new Judgement(totals, passes.hood(), realism, tables.real().groupSizes());
  }

  /** A value by the numbers of rows that stand for themselves. */
  private interface Value {
    double of(int cell, int row);
  }

  private static Map<Integer, Double> byRow(CellSet set, Value value) {
    Map<Integer, Double> result = new HashMap<>();
    for (int cell = 0; cell < set.cells(); cell++) {
      int[] numbers = set.members(cell, cell + 1).numbers();
      for (int i = 0; i < numbers.length; i++) {
        result.put(numbers[i], value.of(cell, i));
      }
    }
    return result;
  }

  /** Squared radius of the smallest real ball around a synthetic row, by its number. */
  Map<Integer, Double> smallestBalls() {
    CellSet set = cells.synthetic();
    return byRow(set, (cell, row) -> BallPass.read(set, cell).smallestBall(row));
  }

  /** Plain radii by row number of real rows that stand for themselves. */
  Map<Integer, Double> realRadii(int k) {
    CellSet set = cells.real();
    int at = passes.hood().at(k);
    return byRow(set, (cell, row) -> RadiusPasses.read(set, cell).plain(row, at));
  }
}
