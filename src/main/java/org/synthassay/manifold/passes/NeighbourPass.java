package org.synthassay.manifold.passes;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.Horizons;
import org.synthassay.manifold.NearestDistances;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.RadiusSweep;
import org.synthassay.manifold.RowBlock;
import org.synthassay.math.CentredRows;
import org.synthassay.math.ProductTile;

/** One pass over the pairs inside a set: for every row, the nearest within its horizon. */
abstract class NeighbourPass<R> implements CellPass<JoinPlan.Task, NearestDistances, R> {
  private final CellSet set;
  private final Frame scaled;
  private final Neighbourhood hood;
  private final HorizonFiles horizons;

  NeighbourPass(CellSet set, Frame scaled, Neighbourhood hood, HorizonFiles horizons) {
    this.set = set;
    this.scaled = scaled;
    this.hood = hood;
    this.horizons = horizons;
  }

  HorizonFiles horizons() {
    return horizons;
  }

  @Override
  public int cells() {
    return set.cells();
  }

  @Override
  public NearestDistances read(DataInputStream in) throws IOException {
    return NearestDistances.read(in);
  }

  @Override
  public void merge(NearestDistances into, NearestDistances other) {
    into.merge(other);
  }

  @Override
  public void run(JoinPlan.Task task, CellStates output) {
    int[] cells = looking(task);
    if (cells.length == 0) {
      return;
    }
    RowBlock strip = block(task.firstCell(), task.endCell());
    int rowsRead = set.firstRow(task.endCell()) - set.firstRow(task.firstCell());
    try (ProductTile tile = new ProductTile();
        CentredRows stripRows = scaled.rows(strip)) {
      RadiusSweep sweep = new RadiusSweep(strip, stripRows, scaled, hood);
      Horizons ofStrip =
          Horizons.of(
              IntStream.range(task.firstCell(), task.endCell())
                  .mapToObj(cell -> horizons.read(cell, end(strip, cell) - start(strip, cell)))
                  .toList());
      sweep.within(ofStrip);
      for (int cell : cells) {
        if (cell < task.endCell()) {
          int from = start(strip, cell);
          int to = end(strip, cell);
          output.add(cell, sweep.withOwn(from, to, tile, ofStrip.slice(from, to))::write);
        } else {
          output.add(cell, later(cell, sweep, tile)::write);
          rowsRead += set.firstRow(cell + 1) - set.firstRow(cell);
        }
      }
      output.add(new JoinWork(sweep.kernelSum(), sweep.pairs(), sweep.rechecks(), rowsRead));
      for (int cell = task.firstCell(); cell < task.endCell(); cell++) {
        output.add(cell, sweep.ofStrip().slice(start(strip, cell), end(strip, cell))::write);
      }
    }
  }

  /** The cells that make pairs with the strip in which at least one row looks. */
  private int[] looking(JoinPlan.Task task) {
    boolean strip = IntStream.range(task.firstCell(), task.endCell()).anyMatch(horizons::looking);
    return IntStream.range(task.from(), task.to())
        .filter(cell -> strip || horizons.looking(cell))
        .toArray();
  }

  private NearestDistances later(int cell, RadiusSweep sweep, ProductTile tile) {
    RowBlock chunk = block(cell, cell + 1);
    try (CentredRows chunkRows = scaled.rows(chunk)) {
      return sweep.with(chunk, chunkRows, tile, horizons.read(cell, chunk.rows()));
    }
  }

  private RowBlock block(int from, int to) {
    return scaled.estimated()
        ? set.shadowBlock(from, to, scaled.directions())
        : set.block(from, to, scaled.directions());
  }

  private int start(RowBlock strip, int cell) {
    return strip.firstFrom(set.firstRow(cell));
  }

  private int end(RowBlock strip, int cell) {
    return strip.firstFrom(set.firstRow(cell + 1));
  }
}
