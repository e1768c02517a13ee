package org.synthassay.math;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One feature's distribution in both sets over shared bins.
 *
 * @param edges ascending, one more than bins; a bin holds its left edge, the last its right one too
 * @param shares per bin, of all values of its set
 * @param outside share of each set's values that lie beyond the edges
 */
public record Histogram(List<Double> edges, Compared<List<Double>> shares, Compared<Double> outside)
    implements Serializable {

  /** Each set's outermost half per cent may lie beyond the edges, so that the bulk can be seen. */
  private static final double TAIL = 0.005;

  public Histogram {
    edges = List.copyOf(edges);
    shares = shares.map(List::copyOf);
    int bins = edges.size() - 1;
    if (bins < 1 || shares.real().size() != bins || shares.synthetic().size() != bins) {
      throw new IllegalArgumentException(
          "a histogram needs one share per bin and one more edge, got "
              + edges.size()
              + " edges, "
              + shares.real().size()
              + " and "
              + shares.synthetic().size()
              + " shares");
    }
  }

  /** Bins of equal width from both samples, each non-empty, finite and ascending. */
  public static Histogram of(Compared<double[]> sorted, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("bins must be >= 1, got " + bins);
    }
    Sorted.require("real", sorted.real());
    Sorted.require("synthetic", sorted.synthetic());
    double[] edges = edges(sorted, bins);
    Compared<List<Double>> shares = sorted.map(values -> shares(values, edges));
    Compared<Double> outside = sorted.map(values -> outside(values, edges));
    return new Histogram(boxed(edges), shares, outside);
  }

  private static double[] edges(Compared<double[]> sorted, int bins) {
    Compared<Double> low = sorted.map(values -> Sorted.quantile(values, TAIL));
    Compared<Double> high = sorted.map(values -> Sorted.quantile(values, 1 - TAIL));
    double from = Math.min(low.real(), low.synthetic());
    double to = Math.max(high.real(), high.synthetic());
    if (!(to > from)) {
      // A constant feature still gets bins that can be told apart.
      double half = Math.max(0.5, 1e-6 * Math.abs(from));
      from -= half;
      to += half;
    }
    double[] edges = new double[bins + 1];
    for (int i = 0; i <= bins; i++) {
      edges[i] = from + (to - from) * i / bins;
    }
    edges[bins] = to;
    return edges;
  }

  private static List<Double> shares(double[] values, double[] edges) {
    int last = edges.length - 1;
    List<Double> shares = new ArrayList<>(last);
    int below = countBelow(values, edges[0]);
    for (int i = 1; i <= last; i++) {
      int upTo = i == last ? countUpTo(values, edges[i]) : countBelow(values, edges[i]);
      shares.add((double) (upTo - below) / values.length);
      below = upTo;
    }
    return shares;
  }

  private static double outside(double[] values, double[] edges) {
    int inside = countUpTo(values, edges[edges.length - 1]) - countBelow(values, edges[0]);
    return (double) (values.length - inside) / values.length;
  }

  private static int countUpTo(double[] sorted, double limit) {
    return countBelow(sorted, Math.nextUp(limit));
  }

  private static int countBelow(double[] sorted, double limit) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < limit) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static List<Double> boxed(double[] values) {
    List<Double> boxed = new ArrayList<>(values.length);
    for (double value : values) {
      boxed.add(value);
    }
    return boxed;
  }
}
