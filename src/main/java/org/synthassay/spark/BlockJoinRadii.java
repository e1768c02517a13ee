package org.synthassay.spark;

import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.manifold.Horizons;
import org.synthassay.manifold.Members;
import org.synthassay.manifold.NearestDistances;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.Radii;
import org.synthassay.manifold.Scaled;
import scala.Tuple2;

/**
 * The radii of one set, to a file a cell. Where rows have shadows, a pass over these alone
 * estimates how far each row has to look; rows that found too few neighbours there, which are rare,
 * look again in a second pass.
 */
final class BlockJoinRadii implements Serializable {
  private static final int WITHIN_ESTIMATES = 1;

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

  /** What the rows of a cell met so far, some of which look again. */
  private String unfinishedFile(int cell) {
    return "unfinished-radii/" + set.name() + "-" + cell;
  }

  /** Writes the radii of every cell; the work has the kernel summed over ordered pairs. */
  BlockJoinWork run(JavaSparkContext spark, BlockJoinPlan plan) {
    if (!scaled.shadows()) {
      return pass(spark, plan, BlockJoinNeighbours.WITHOUT_HORIZONS).work();
    }
    estimate(spark, plan);
    int pass = WITHIN_ESTIMATES;
    Progress progress = pass(spark, plan, pass);
    BlockJoinWork work = progress.work();
    while (progress.looking() > 0) {
      progress = pass(spark, plan, ++pass);
      work = work.plus(progress.work());
    }
    return work;
  }

  /** How many rows have to look again, and what it took. */
  private record Progress(long looking, BlockJoinWork work) implements Serializable {
    Progress plus(Progress other) {
      return new Progress(looking + other.looking, work.plus(other.work));
    }
  }

  private void estimate(JavaSparkContext spark, BlockJoinPlan plan) {
    BlockJoinNeighbours estimates =
        new BlockJoinNeighbours(
            set, scaled.estimates(), hood, BlockJoinNeighbours.WITHOUT_HORIZONS);
    estimates
        .merged(spark, plan, JavaPairRDD.fromJavaRDD(spark.emptyRDD()))
        .foreach(
            cell -> {
              int rows = set.members(cell._1, cell._1 + 1).members().rows();
              write(WITHIN_ESTIMATES, cell._1, Horizons.of(cell._2.state, rows));
            });
  }

  private void write(int pass, int cell, Horizons horizons) {
    String file = BlockJoinNeighbours.horizonFile(set.name(), pass, cell);
    set.store().write(file, horizons::write);
  }

  private Progress pass(JavaSparkContext spark, BlockJoinPlan plan, int pass) {
    BlockJoinNeighbours neighbours = new BlockJoinNeighbours(set, scaled, hood, pass);
    List<Integer> cells =
        pass <= WITHIN_ESTIMATES ? List.of() : IntStream.range(0, set.cells()).boxed().toList();
    JavaPairRDD<Integer, byte[]> known =
        spark
            .parallelize(cells, Math.max(1, Math.min(cells.size(), plan.tasks())))
            .flatMapToPair(cell -> unfinished(neighbours, cell));
    return neighbours
        .merged(spark, plan, known)
        .map(cell -> radii(neighbours, pass, cell))
        .reduce(Progress::plus);
  }

  private Iterator<Tuple2<Integer, byte[]>> unfinished(BlockJoinNeighbours neighbours, int cell) {
    return neighbours.horizons(cell, 0).looking() == 0
        ? List.<Tuple2<Integer, byte[]>>of().iterator()
        : List.of(new Tuple2<>(cell, set.store().bytes(unfinishedFile(cell)))).iterator();
  }

  private Progress radii(
      BlockJoinNeighbours neighbours,
      int pass,
      Tuple2<Integer, BlockJoinCells.Known<NearestDistances>> found) {
    int cell = found._1;
    Members members = set.members(cell, cell + 1).members();
    NearestDistances lists = found._2.state;
    Horizons before = neighbours.horizons(cell, members.rows());
    Horizons left = before.after(lists);
    if (scaled.shadows()) {
      write(pass + 1, cell, left);
    }
    if (left.looking() > 0) {
      set.store()
          .write(
              unfinishedFile(cell),
              out -> {
                BlockJoinWork.NONE.write(out);
                lists.write(out);
              });
    } else if (before.looking() > 0) {
      lists.addDuplicates(members);
      set.store().write(file(set.name(), cell), Radii.of(lists, members, hood)::write);
    }
    return new Progress(left.looking(), found._2.work());
  }
}
