package org.synthassay.spark.join;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.distance.FrechetDistance;
import org.synthassay.math.Compared;
import org.synthassay.math.Factor;
import org.synthassay.math.Moments;
import org.synthassay.math.MomentsSum;

/** Means and covariances of the sets, merged from runs of cells, and the FID they give. */
final class MomentPass implements Serializable {
  private final JoinSet set;

  MomentPass(JoinSet set) {
    this.set = set;
  }

  /** The moments of all rows; each task goes over a run of cells. */
  Moments run(JavaSparkContext spark) {
    int runs = Math.min(set.cells(), spark.defaultParallelism());
    List<int[]> bounds = new ArrayList<>();
    for (int r = 0; r < runs; r++) {
      bounds.add(
          new int[] {
            (int) ((long) set.cells() * r / runs), (int) ((long) set.cells() * (r + 1) / runs)
          });
    }
    return spark
        .parallelize(bounds, runs)
        .map(this::moments)
        .treeReduce(Moments::merge, (int) Math.ceil(Math.log(runs + 1.0) / Math.log(16)) + 1);
  }

  private Moments moments(int[] cells) {
    try (MomentsSum sum = new MomentsSum(set.dimension())) {
      for (int cell = cells[0]; cell < cells[1]; cell++) {
        int first = set.firstRow(cell);
        int rows = set.firstRow(cell + 1) - first;
        sum.add(set.rows(first, rows), rows);
      }
      return sum.moments();
    }
  }

  /** FID; sets of at most d rows by the rows themselves, which then are few. */
  static double fid(Compared<JoinSet> sets, Compared<Moments> moments) {
    Factor real = factor(sets.real(), moments.real());
    Factor synthetic = factor(sets.synthetic(), moments.synthetic());
    return FrechetDistance.of(moments, new Compared<>(real, synthetic));
  }

  private static Factor factor(JoinSet set, Moments moments) {
    return set.rows() <= set.dimension()
        ? Factor.ofRows(set.rows(0, set.rows()), moments.mean())
        : Factor.of(moments);
  }
}
