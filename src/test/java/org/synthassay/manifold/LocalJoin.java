package org.synthassay.manifold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synthassay.distance.KernelDistance;
import org.synthassay.math.CentredRows;
import org.synthassay.math.Compared;
import org.synthassay.math.LeadingDirections;
import org.synthassay.math.MedianSearch;
import org.synthassay.math.Moments;
import org.synthassay.math.MomentsSum;
import org.synthassay.math.ProductTile;

/** The block join without Spark: the same kernels over strips and chunks in one thread. */
final class LocalJoin {
  private final Compared<Table> tables;
  private final Neighbourhood hood;
  private final int strip;
  private final int chunk;
  private final @Nullable LeadingDirections shadows;
  final Compared<List<Radii>> radii;
  final List<CrossNeighbours> real = new ArrayList<>();
  final List<CrossNeighbours> synthetic = new ArrayList<>();
  final double[] realism;
  final ManifoldTotals totals;
  double realSum;
  double syntheticSum;
  double across;
  long pairs;
  long rechecks;
  long lookedAgain;

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
    this.hood = Neighbourhood.of(options, tables.real().groups() != null);
    this.strip = cut.strip() * cut.chunk();
    this.chunk = cut.chunk();
    this.shadows = cut.directions() == 0 ? null : LeadingDirections.of(pooled(), cut.directions());
    List<Radii> realRadii = radii(tables.real());
    double first = realSum;
    List<Radii> syntheticRadii = radii(tables.synthetic());
    syntheticSum = realSum - first;
    realSum = first;
    radii = new Compared<>(realRadii, syntheticRadii);
    balls(medians(realRadii));
    totals = new ManifoldTotals(hood.ks().length);
    for (int b = 0; b < real.size(); b++) {
      totals.addReal(radii.real().get(b), real.get(b));
    }
    for (int b = 0; b < synthetic.size(); b++) {
      totals.addSynthetic(radii.synthetic().get(b), synthetic.get(b));
    }
    realism = realism();
  }

  private Neighbourhood hoodOf(Table table) {
    return table.groups() == null ? hood.plain() : hood;
  }

  private Moments pooled() {
    int d = tables.real().dimension();
    try (MomentsSum sum = new MomentsSum(d)) {
      for (Table table : List.of(tables.real(), tables.synthetic())) {
        for (RowBlock block : table.blocks(table.rows().length)) {
          sum.add(block.values(), block.rows());
        }
      }
      return sum.moments();
    }
  }

  private Frame frame(Table table) {
    return shadows == null
        ? Frame.withKernel(table.mean(), largest())
        : Frame.shadows(pooled().mean(), largest(), shadows.count());
  }

  private RowBlock shadowed(RowBlock block, Frame scaled) {
    float[] cast =
        shadows == null
            ? new float[0]
            : shadows.shadows(block.values(), block.rows(), scaled.centre(), scaled.scale());
    return new RowBlock(block.dimension(), block.values(), block.numbers(), block.members(), cast);
  }

  private List<RowBlock> shadowed(List<RowBlock> blocks, Frame scaled) {
    return blocks.stream().map(block -> shadowed(block, scaled)).toList();
  }

  private double largest() {
    return Math.max(tables.real().largest(), tables.synthetic().largest());
  }

  private List<Radii> radii(Table table) {
    Frame scaled = frame(table);
    List<RowBlock> chunks = shadowed(table.blocks(chunk), scaled);
    List<Horizons> horizons = new ArrayList<>();
    if (scaled.shadows()) {
      List<NearestDistances> estimated = lists(table, scaled.estimates(), List.of());
      for (int c = 0; c < chunks.size(); c++) {
        horizons.add(Horizons.of(estimated.get(c)));
      }
    }
    List<NearestDistances> lists = lists(table, scaled, horizons);
    if (scaled.shadows()) {
      for (int c = 0; c < chunks.size(); c++) {
        horizons.set(c, horizons.get(c).after(lists.get(c)));
        lookedAgain += horizons.get(c).looking();
      }
      List<NearestDistances> again = lists(table, scaled, horizons);
      for (int c = 0; c < chunks.size(); c++) {
        lists.get(c).merge(again.get(c));
        assertThat(horizons.get(c).after(again.get(c)).looking()).isZero();
      }
    }
    List<Radii> result = new ArrayList<>();
    for (int c = 0; c < chunks.size(); c++) {
      lists.get(c).addDuplicates(chunks.get(c).members());
      result.add(Radii.of(lists.get(c), chunks.get(c).members(), hoodOf(table)));
    }
    return result;
  }

  /** One pass over the pairs inside a table; rows look at all pairs where no horizons are given. */
  private List<NearestDistances> lists(Table table, Frame scaled, List<Horizons> horizons) {
    List<RowBlock> chunks = shadowed(table.blocks(chunk), scaled);
    Neighbourhood sought = scaled.estimated() ? hoodOf(table).wider() : hoodOf(table);
    List<NearestDistances> lists = new ArrayList<>();
    chunks.forEach(block -> lists.add(NearestDistances.none(block.members(), sought)));
    try (ProductTile tile = new ProductTile()) {
      for (int from = 0; from < table.rows().length; from += strip) {
        int first = from / chunk;
        int end = Math.min(chunks.size(), first + strip / chunk);
        RowBlock rows =
            shadowed(table.block(from, Math.min(table.rows().length, from + strip)), scaled);
        try (CentredRows centred = scaled.rows(rows)) {
          RadiusSweep sweep = new RadiusSweep(rows, centred, scaled, hoodOf(table));
          Horizons all = Horizons.endless(rows.rows());
          if (!horizons.isEmpty()) {
            all = Horizons.of(horizons.subList(first, end));
          }
          sweep.within(all);
          for (int c = first; c < chunks.size(); c++) {
            int start = rows.firstFrom(c * chunk);
            int stop = rows.firstFrom((c + 1) * chunk);
            if (c < end) {
              lists.get(c).merge(sweep.withOwn(start, stop, tile, all.slice(start, stop)));
              continue;
            }
            Horizons theirs =
                horizons.isEmpty() ? Horizons.endless(chunks.get(c).rows()) : horizons.get(c);
            try (CentredRows columns = scaled.rows(chunks.get(c))) {
              lists.get(c).merge(sweep.with(chunks.get(c), columns, tile, theirs));
            }
          }
          for (int c = first; c < end; c++) {
            int start = rows.firstFrom(c * chunk);
            int stop = rows.firstFrom((c + 1) * chunk);
            lists.get(c).merge(sweep.ofStrip().slice(start, stop));
          }
          realSum += sweep.kernelSum();
          pairs += sweep.pairs();
          rechecks += sweep.rechecks();
        }
      }
    }
    return lists;
  }

  private double[] medians(List<Radii> blocks) {
    MedianSearch search = MedianSearch.of(2 * hood.ks().length);
    while (!search.done()) {
      MedianSearch.Counts counts = search.counts();
      blocks.forEach(block -> block.count(counts));
      search = counts.next();
    }
    return search.medians();
  }

  private double[] realism() {
    MedianSearch search = MedianSearch.of(2 * hood.ks().length);
    while (!search.done()) {
      MedianSearch.Counts counts = search.counts();
      for (int b = 0; b < synthetic.size(); b++) {
        synthetic.get(b).countRealism(counts, radii.synthetic().get(b));
      }
      search = counts.next();
    }
    return search.medians();
  }

  private void balls(double[] medians) {
    Frame scaled = frame(tables.real());
    List<RowBlock> chunks = shadowed(tables.real().blocks(chunk), scaled);
    List<RowBlock> strips = shadowed(tables.synthetic().blocks(chunk), scaled);
    for (RowBlock block : chunks) {
      real.add(CrossNeighbours.none(block.rows(), hood));
    }
    try (ProductTile tile = new ProductTile()) {
      for (int s = 0; s < strips.size(); s++) {
        Balls mine = new Balls(strips.get(s), radii.synthetic().get(s), hood, new double[0]);
        try (CentredRows centred = scaled.rows(strips.get(s))) {
          BallSweep sweep = new BallSweep(mine, centred, scaled, hood);
          for (int c = 0; c < chunks.size(); c++) {
            Balls theirs = new Balls(chunks.get(c), radii.real().get(c), hood, medians);
            try (CentredRows columns = scaled.rows(chunks.get(c))) {
              real.get(c).merge(sweep.with(theirs, columns, tile));
            }
          }
          synthetic.add(sweep.ofStrip());
          across += sweep.kernelSum();
          pairs += sweep.pairs();
          rechecks += sweep.rechecks();
        }
      }
    }
  }

  KernelDistance.Sums kernel() {
    return new KernelDistance.Sums(realSum, syntheticSum, across);
  }

  Judgement judgement() {
    return new Judgement(totals, hood, realism, tables.real().groupSizes());
  }

  /** Squared radius of the smallest real ball around a synthetic row, by its number. */
  Map<Integer, Double> smallestBalls() {
    Map<Integer, Double> result = new HashMap<>();
    List<RowBlock> blocks = tables.synthetic().blocks(chunk);
    for (int b = 0; b < blocks.size(); b++) {
      for (int i = 0; i < blocks.get(b).rows(); i++) {
        result.put(blocks.get(b).numbers()[i], synthetic.get(b).smallestBall(i));
      }
    }
    return result;
  }

  /** Plain radii by row number of real rows that stand for themselves. */
  Map<Integer, Double> realRadii(int k) {
    Map<Integer, Double> result = new HashMap<>();
    List<RowBlock> chunks = tables.real().blocks(chunk);
    for (int c = 0; c < chunks.size(); c++) {
      for (int i = 0; i < chunks.get(c).rows(); i++) {
        result.put(chunks.get(c).numbers()[i], radii.real().get(c).plain(i, hood.at(k)));
      }
    }
    return result;
  }
}
