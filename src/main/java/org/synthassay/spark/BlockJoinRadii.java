package org.synthassay.spark;

import java.io.DataInput;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.manifold.Members;
import org.synthassay.manifold.NearestDistances;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.Radii;
import org.synthassay.manifold.RadiusSweep;
import org.synthassay.manifold.RowBlock;
import org.synthassay.manifold.Scaled;
import org.synthassay.math.CentredRows;
import org.synthassay.math.ProductTile;
import scala.Tuple2;

/** The passes inside one set: every pair of its rows once, to a file of radii a cell. */
final class BlockJoinRadii implements Serializable {
  private final BlockJoinSet set;
  private final Scaled scaled;
  private final Neighbourhood hood;

  BlockJoinRadii(BlockJoinSet set, Scaled scaled, Neighbourhood hood) {
    this.set = set;
    this.scaled = scaled;
    this.hood = hood;
  }

  /** The file with the radii of a cell. */
  static String file(String set, int cell) {
    return "radii/" + set + "-" + cell;
  }

  static Radii read(BlockJoinSet set, int cell) {
    return set.store().read(file(set.name(), cell), Radii::read);
  }

  /** The file with the lists from the pairs inside a cell, and the work behind them. */
  private static String nearFile(String set, int cell) {
    return "near/" + set + "-" + cell;
  }

  /**
   * Writes the radii of every cell; the work has the kernel summed over ordered pairs. First come
   * the pairs inside cells: their lists tell all others how far to look.
   */
  BlockJoinWork run(JavaSparkContext spark, BlockJoinPlan plan) {
    List<Integer> cells = IntStream.range(0, set.cells()).boxed().toList();
    spark.parallelize(cells, cells.size()).foreach(this::insideCell);
    List<BlockJoinPlan.Task> tasks = plan.inside(set.cells());
    JavaPairRDD<Integer, byte[]> lists =
        spark.parallelize(cells, Math.min(cells.size(), plan.tasks())).mapToPair(this::nearBytes);
    if (!tasks.isEmpty()) {
      lists = lists.union(spark.parallelize(tasks, tasks.size()).flatMapToPair(this::lists));
    }
    return BlockJoinCells.merged(lists, new ListForm(), Math.min(set.cells(), plan.tasks()))
        .map(this::radii)
        .fold(BlockJoinWork.NONE, BlockJoinWork::plus);
  }

  private void insideCell(int cell) {
    RowBlock block = set.block(cell, cell + 1, scaled.directions());
    try (ProductTile tile = new ProductTile();
        CentredRows rows = scaled.rows(block)) {
      RadiusSweep sweep = new RadiusSweep(block, rows, scaled, hood);
      NearestDistances lists = sweep.inside(tile);
      set.store()
          .write(
              nearFile(set.name(), cell),
              out -> {
                work(sweep, set.firstRow(cell + 1) - set.firstRow(cell)).write(out);
                lists.write(out);
              });
    }
  }

  private static BlockJoinWork work(RadiusSweep sweep, int rowsRead) {
    return new BlockJoinWork(sweep.kernelSum(), sweep.pairs(), sweep.rechecks(), rowsRead);
  }

  private NearestDistances near(int cell) {
    return set.store()
        .read(
            nearFile(set.name(), cell),
            in -> {
              BlockJoinWork.read(in);
              return NearestDistances.read(in);
            });
  }

  private Tuple2<Integer, byte[]> nearBytes(int cell) {
    return new Tuple2<>(cell, set.store().bytes(nearFile(set.name(), cell)));
  }

  private Iterator<Tuple2<Integer, byte[]>> lists(BlockJoinPlan.Task task) {
    BlockJoinCells.Output output = new BlockJoinCells.Output();
    RowBlock strip = set.block(task.firstCell(), task.endCell(), scaled.directions());
    try (ProductTile tile = new ProductTile();
        CentredRows stripRows = scaled.rows(strip)) {
      RadiusSweep sweep = new RadiusSweep(strip, stripRows, scaled, hood);
      sweep.startFrom(
          NearestDistances.of(
              IntStream.range(task.firstCell(), task.endCell()).mapToObj(this::near).toList()));
      int rowsRead = set.firstRow(task.endCell()) - set.firstRow(task.firstCell());
      for (int cell = task.from(); cell < task.to(); cell++) {
        RowBlock chunk = chunk(task, strip, cell);
        try (CentredRows chunkRows = scaled.rows(chunk)) {
          NearestDistances lists = sweep.with(chunk, chunkRows, tile, near(cell));
          output.add(cell, lists::write);
        }
        rowsRead += cell < task.endCell() ? 0 : set.firstRow(cell + 1) - set.firstRow(cell);
      }
      output.add(work(sweep, rowsRead));
      stripSide(task, strip, sweep.ofStrip(), output);
    }
    return output.cells().iterator();
  }

  private RowBlock chunk(BlockJoinPlan.Task task, RowBlock strip, int cell) {
    return cell >= task.endCell()
        ? set.block(cell, cell + 1, scaled.directions())
        : strip.slice(strip.firstFrom(set.firstRow(cell)), strip.firstFrom(set.firstRow(cell + 1)));
  }

  private void stripSide(
      BlockJoinPlan.Task task,
      RowBlock strip,
      NearestDistances lists,
      BlockJoinCells.Output output) {
    for (int cell = task.firstCell(); cell < task.endCell(); cell++) {
      int from = strip.firstFrom(set.firstRow(cell));
      int to = strip.firstFrom(set.firstRow(cell + 1));
      output.add(cell, lists.slice(from, to)::write);
    }
  }

  private BlockJoinWork radii(Tuple2<Integer, BlockJoinCells.Known<NearestDistances>> cell) {
    Members members = set.members(cell._1, cell._1 + 1).members();
    NearestDistances lists = cell._2.state;
    lists.addDuplicates(members);
    set.store().write(file(set.name(), cell._1), Radii.of(lists, members, hood)::write);
    return cell._2.work();
  }

  private static final class ListForm implements BlockJoinCells.Form<NearestDistances> {
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
