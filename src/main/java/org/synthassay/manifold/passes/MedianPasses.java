package org.synthassay.manifold.passes;

import java.io.Serializable;
import org.synthassay.math.MedianSearch;

/** Exact medians over the cells of a set: a few small passes over what was written a cell. */
final class MedianPasses {
  private MedianPasses() {}

  /** Counts one cell's values towards the medians. */
  interface Values extends Serializable {
    void count(int cell, MedianSearch.Counts counts);
  }

  /** The medians of {@code series} series over {@code cells} cells; NaN without values. */
  static double[] of(PassRunner runner, int cells, int series, Values values) {
    MedianSearch search = MedianSearch.of(series);
    while (!search.done()) {
      search = runner.sum(cells, new Pass(search, values)).next();
    }
    return search.medians();
  }

  private record Pass(MedianSearch search, Values values)
      implements PassRunner.CellSum<MedianSearch.Counts> {
    @Override
    public MedianSearch.Counts of(int cell) {
      MedianSearch.Counts counts = search.counts();
      values.count(cell, counts);
      return counts;
    }

    @Override
    public MedianSearch.Counts plus(MedianSearch.Counts one, MedianSearch.Counts other) {
      return one.merge(other);
    }
  }
}
