package org.synthassay.spark.join;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.math.MedianSearch;

/** Exact medians over the cells of a set: a few small passes over what was written a cell. */
final class MedianPasses implements Serializable {
  private MedianPasses() {}

  /** Counts one cell's values towards the medians. */
  interface Values extends Serializable {
    void count(int cell, MedianSearch.Counts counts);
  }

  /** The medians of {@code series} series over {@code cells} cells; NaN without values. */
  static double[] of(JavaSparkContext spark, int cells, int series, Values values) {
    int slices = Math.min(cells, spark.defaultParallelism());
    List<Integer> numbers = IntStream.range(0, cells).boxed().toList();
    JavaRDD<Integer> all = spark.parallelize(numbers, slices);
    MedianSearch search = MedianSearch.of(series);
    while (!search.done()) {
      search = pass(all, search, values).next();
    }
    return search.medians();
  }

  private static MedianSearch.Counts pass(
      JavaRDD<Integer> cells, MedianSearch search, Values values) {
    return cells
        .map(
            cell -> {
              MedianSearch.Counts counts = search.counts();
              values.count(cell, counts);
              return counts;
            })
        .reduce(MedianSearch.Counts::merge);
  }
}
