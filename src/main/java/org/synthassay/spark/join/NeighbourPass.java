package org.synthassay.spark.join;

import java.io.DataInput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.Horizons;
import org.synthassay.manifold.NearestDistances;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.RadiusSweep;
import org.synthassay.manifold.RowBlock;
import org.synthassay.math.CentredRows;
import org.synthassay.math.ProductTile;
import scala.Tuple2;

/** One pass over the pairs inside a set: for every row, the nearest within its horizon. */
final class NeighbourPass implements Serializable {
  private final JoinSet set;
  private final Frame scaled;
  private final Neighbourhood hood;
  private final HorizonFiles horizons;

  NeighbourPass(JoinSet set, Frame scaled, Neighbourhood hood, HorizonFiles horizons) {
    this.set = set;
    this.scaled = scaled;
    this.hood = hood;
    this.horizons = horizons;
  }

  /** What every cell's rows met, where any of them looked. */
  JavaPairRDD<Integer, CellMerge.Known<NearestDistances>> merged(
      JavaSparkContext spark, JoinPlan plan, JavaPairRDD<Integer, byte[]> known) {
    List<JoinPlan.Task> tasks = plan.inside(set.cells());
    JavaPairRDD<Integer, byte[]> met =
        spark.parallelize(tasks, tasks.size()).flatMapToPair(this::lists);
    return CellMerge.merged(met.union(known), new ListForm(), Math.min(set.cells(), plan.tasks()));
  }

  private Iterator<Tuple2<Integer, byte[]>> lists(JoinPlan.Task task) {
    int[] cells = looking(task);
    if (cells.length == 0) {
      return Collections.emptyIterator();
    }
    CellMerge.Output output = new CellMerge.Output();
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
      output.add(work(sweep, rowsRead));
      for (int cell = task.firstCell(); cell < task.endCell(); cell++) {
        output.add(cell, sweep.ofStrip().slice(start(strip, cell), end(strip, cell))::write);
      }
    }
    return output.cells().iterator();
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

  private static JoinWork work(RadiusSweep sweep, int rowsRead) {
    return new JoinWork(sweep.kernelSum(), sweep.pairs(), sweep.rechecks(), rowsRead);
  }

  /** How lists of neighbours are read and merged. */
  static final class ListForm implements CellMerge.Form<NearestDistances> {
    @Override
    public NearestDistances read(DataInput in) throws IOException {
      return NearestDistances.read(in);
    }

    @Override
    public void merge(NearestDistances into, NearestDistances other) {
      into.merge(other);
    }
  }
}
