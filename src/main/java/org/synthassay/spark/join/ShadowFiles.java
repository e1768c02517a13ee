package org.synthassay.spark.join;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.ShadowSample;
import org.synthassay.math.Compared;
import org.synthassay.math.LeadingDirections;
import org.synthassay.math.Moments;

/**
 * The rows' shadows on the directions in which both sets together spread most, a file a cell; as
 * many directions as a measured sample says pay.
 */
final class ShadowFiles implements Serializable {
  private static final int MOST_DIRECTIONS = 256;
  private static final int LEAST_DIMENSION = 64;
  private static final int SAMPLE_RUNS = 8;
  private static final int SAMPLE_ROWS = 1024;

  private final Compared<JoinSet> sets;
  private final Frame whole;

  private ShadowFiles(Compared<JoinSet> sets, Frame whole) {
    this.sets = sets;
    this.whole = whole;
  }

  /** The file with the shadows of a cell's rows. */
  static String file(String set, int cell) {
    return "shadows/" + set + "-" + cell;
  }

  /**
   * The frame of the passes over pairs, in which shadows are used only where they pay.
   *
   * @param depth neighbours looked for
   */
  static Frame frame(
      JavaSparkContext spark, Compared<JoinSet> sets, Compared<Moments> moments, int depth) {
    Moments pooled =
        Moments.none(sets.real().dimension()).merge(moments.real()).merge(moments.synthetic());
    Frame whole = Frame.whole(pooled.mean(), pooled.largest());
    if (sets.real().dimension() < LEAST_DIMENSION) {
      return whole;
    }
    return new ShadowFiles(sets, whole).run(spark, pooled, depth);
  }

  private Frame run(JavaSparkContext spark, Moments pooled, int depth) {
    int dimension = sets.real().dimension();
    LeadingDirections all = LeadingDirections.of(pooled, Math.min(MOST_DIRECTIONS, dimension / 2));
    int rows = Math.min(SAMPLE_ROWS, sets.real().rows());
    double rank = (double) depth * rows / sets.real().rows();
    int directions = new ShadowSample(sample(rows), whole).directions(all, rank);
    if (directions == 0) {
      return whole;
    }
    Frame scaled = Frame.shadows(whole.centre(), whole.largest(), directions);
    Broadcast<LeadingDirections> leading = spark.broadcast(all.first(directions));
    List<CellOfSet> cells = new ArrayList<>();
    for (JoinSet set : List.of(sets.real(), sets.synthetic())) {
      IntStream.range(0, set.cells()).forEach(cell -> cells.add(new CellOfSet(set, cell)));
    }
    spark
        .parallelize(cells, Math.min(cells.size(), 4 * spark.defaultParallelism()))
        .foreach(cell -> write(cell, leading.value(), scaled));
    leading.destroy();
    return scaled;
  }

  private record CellOfSet(JoinSet set, int cell) implements Serializable {}

  private static void write(CellOfSet of, LeadingDirections directions, Frame scaled) {
    JoinSet set = of.set();
    int first = set.firstRow(of.cell());
    int rows = set.firstRow(of.cell() + 1) - first;
    float[] shadows =
        directions.shadows(set.rows(first, rows), rows, scaled.centre(), scaled.scale());
    set.store()
        .write(file(set.name(), of.cell()), out -> out.write(JoinSet.bytes(shadows).array()));
  }

  /** Real rows in a few runs spread over the set. */
  private float[] sample(int rows) {
    JoinSet set = sets.real();
    int runs = Math.min(SAMPLE_RUNS, rows);
    float[] sample = new float[rows * set.dimension()];
    for (int r = 0; r < runs; r++) {
      int from = (int) ((long) rows * r / runs);
      int count = (int) ((long) rows * (r + 1) / runs) - from;
      int first = (int) ((long) (set.rows() - count) * r / Math.max(1, runs - 1));
      float[] values = set.rows(first, count);
      System.arraycopy(values, 0, sample, from * set.dimension(), values.length);
    }
    return sample;
  }
}
