package org.synthassay.spark.join;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.Horizons;
import org.synthassay.manifold.Members;
import org.synthassay.manifold.NearestDistances;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.Radii;
import scala.Tuple2;

/**
 * The radii of one set, to a file a cell. Where rows have shadows, a pass over these alone
 * estimates how far each row has to look; rows that found too few neighbours there, which are rare,
 * look again in a second pass.
 */
final class RadiusPasses implements Serializable {
  private final JoinSet set;
  private final Frame scaled;
  private final Neighbourhood hood;

  RadiusPasses(JoinSet set, Frame scaled, Neighbourhood hood) {
    this.set = set;
    this.scaled = scaled;
    this.hood = hood;
  }

  /** The file with the radii of a cell. */
  static String file(String set, int cell) {
    return "radii/" + set + "-" + cell;
  }

  static Radii read(JoinSet set, int cell) {
    return set.store().read(file(set.name(), cell), Radii::read);
  }

  /** What the rows of a cell met so far, some of which look again. */
  private String unfinishedFile(int cell) {
    return "unfinished-radii/" + set.name() + "-" + cell;
  }

  /** Writes the radii of every cell; the work has the kernel summed over ordered pairs. */
  JoinWork run(JavaSparkContext spark, JoinPlan plan) {
    HorizonFiles horizons = HorizonFiles.endless(set.store(), "inside-" + set.name());
    if (scaled.shadows()) {
      estimate(spark, plan, horizons);
      horizons = horizons.next();
    }
    Progress progress = pass(spark, plan, horizons);
    JoinWork work = progress.work();
    // In the second pass rows look at all pairs, so there is no third.
    return progress.looking() == 0 ? work : work.plus(pass(spark, plan, horizons.next()).work());
  }

  /** How many rows have to look again, and what it took. */
  private record Progress(long looking, JoinWork work) implements Serializable {
    Progress plus(Progress other) {
      return new Progress(looking + other.looking, work.plus(other.work));
    }
  }

  private void estimate(JavaSparkContext spark, JoinPlan plan, HorizonFiles endless) {
    new NeighbourPass(set, scaled.estimates(), hood, endless)
        .merged(spark, plan, JavaPairRDD.fromJavaRDD(spark.emptyRDD()))
        .foreach(cell -> endless.next().write(cell._1, Horizons.of(cell._2.state)));
  }

  private Progress pass(JavaSparkContext spark, JoinPlan plan, HorizonFiles horizons) {
    List<Integer> before =
        horizons.repeated() ? IntStream.range(0, set.cells()).boxed().toList() : List.of();
    JavaPairRDD<Integer, byte[]> unfinished =
        spark
            .parallelize(before, Math.max(1, Math.min(before.size(), plan.tasks())))
            .filter(horizons::looking)
            .mapToPair(cell -> new Tuple2<>(cell, set.store().bytes(unfinishedFile(cell))));
    return new NeighbourPass(set, scaled, hood, horizons)
        .merged(spark, plan, unfinished)
        .map(cell -> radii(horizons, cell._1, cell._2))
        .reduce(Progress::plus);
  }

  private Progress radii(HorizonFiles horizons, int cell, CellMerge.Known<NearestDistances> found) {
    Members members = set.members(cell, cell + 1).members();
    NearestDistances lists = found.state;
    Horizons before = horizons.read(cell, members.rows());
    Horizons left = before.after(lists);
    if (scaled.shadows() && !horizons.repeated()) {
      horizons.next().write(cell, left);
    }
    if (left.looking() > 0) {
      set.store().write(unfinishedFile(cell), out -> CellMerge.write(out, lists::write));
    } else if (!horizons.repeated() || before.looking() > 0) {
      lists.addDuplicates(members, set.members(cell, cell + 1).numbers());
      set.store().write(file(set.name(), cell), Radii.of(lists, members, hood)::write);
      if (!hood.halving().isNone()) {
        HalfFiles.write(set, cell, lists.halves());
      }
    }
    return new Progress(left.looking(), found.work());
  }
}
