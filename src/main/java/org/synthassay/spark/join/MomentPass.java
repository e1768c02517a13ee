package org.synthassay.spark.join;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.distance.Sample;
import org.synthassay.math.Moments;
import org.synthassay.math.MomentsSum;

/** Means and covariances of the sets, merged from runs of cells. */
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

  /** What FID takes of the set: its rows only where they are at most d. */
  static Sample sample(JoinSet set, Moments moments) {
    return new Sample(moments, () -> set.rows(0, set.rows()));
  }
}
