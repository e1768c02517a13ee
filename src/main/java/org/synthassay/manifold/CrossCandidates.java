package org.synthassay.manifold;

import java.util.Arrays;
import org.synthassay.math.CentredRows;

/**
 * The rows of the other set that float32 could not rule out as nearest, or as most realistic
 * neighbours, a few for each row of a block, until the exact distances decide among them.
 */
final class CrossCandidates {
  private static final float NO_REALISM_YET = 1e30f;

  private final Balls own;
  private final CrossNeighbours findings;
  private final double squaredScale;
  private final SearchRadii reach;
  private final int depth;
  private final int capacity;
  private final int[] sizes;
  private final int[] columns;
  private final float[] lows;
  private final float[] nearest;
  private final double[] near;
  private final double[] realism;
  private final float[] factors;
  private Balls other;
  private long rechecks;

  CrossCandidates(Balls own, CentredRows centred, Frame scaled, Neighbourhood hood) {
    int rows = own.block().rows();
    this.own = own;
    this.other = own;
    this.findings = CrossNeighbours.none(own.block().members(), hood);
    this.squaredScale = scaled.squaredScale();
    this.reach = new SearchRadii(centred.norms(), scaled.bound());
    this.depth = hood.headline();
    this.capacity = 3 * depth + 24;
    this.sizes = new int[rows];
    this.columns = new int[rows * capacity];
    this.lows = new float[rows * capacity];
    this.nearest = new float[rows * depth];
    Arrays.fill(nearest, Float.POSITIVE_INFINITY);
    this.near = new double[rows];
    this.realism = new double[rows * 2 * hood.ks().length];
    this.factors = new float[realism.length];
    Arrays.fill(near, Double.POSITIVE_INFINITY);
    Arrays.fill(factors, NO_REALISM_YET);
  }

  /** From now on columns are rows of {@code block}; it has series where realism is looked for. */
  void against(Balls block) {
    other = block;
    double[][] weights = block.realism();
    for (int series = 0; series < weights.length; series++) {
      if (Arrays.stream(weights[series]).anyMatch(weight -> weight >= 0)) {
        atLeastZero(series);
      }
    }
  }

  /** A ball of radius 0 gives a realism of 0 at any distance above 0: no need to look at pairs. */
  private void atLeastZero(int series) {
    for (int row = 0; row < sizes.length; row++) {
      findings.foundRealism(row, series, 0);
    }
  }

  SearchRadii reach() {
    return reach;
  }

  CrossNeighbours findings() {
    return findings;
  }

  long rechecks() {
    return rechecks;
  }

  /**
   * What a ball's squared radius is multiplied by to give how far it reaches for a higher realism.
   */
  float factor(int row, int series) {
    return factors[row * (factors.length / Math.max(1, sizes.length)) + series];
  }

  void offer(int row, int column, DistanceBounds known) {
    if (!relevant(row, column, known.low())) {
      return;
    }
    int at = row * capacity + sizes[row];
    columns[at] = column;
    lows[at] = Math.nextDown((float) known.low());
    float high = Math.nextUp((float) known.high());
    raiseRealism(row, column, high);
    lowerNear(row, seen(row, high));
    if (++sizes[row] == capacity) {
      prune(row);
      if (2 * sizes[row] > capacity) {
        settle(row);
      }
    }
  }

  /** Another pair at most √{@code high} apart; as far as the last of the nearest may now be. */
  private float seen(int row, float high) {
    int first = row * depth;
    int at = first + depth - 1;
    if (high < nearest[at]) {
      while (at > first && nearest[at - 1] > high) {
        nearest[at] = nearest[at - 1];
        at--;
      }
      nearest[at] = high;
    }
    return nearest[first + depth - 1];
  }

  /** Decides all that is still open by exact distances. */
  void settleAll() {
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] > 0) {
        prune(i);
        settle(i);
      }
    }
  }

  private boolean relevant(int row, int column, double low) {
    if (low <= near[row]) {
      return true;
    }
    double[][] weights = other.realism();
    for (int s = 0; s < weights.length; s++) {
      double weight = weights[s][column] * squaredScale;
      if (weight > 0 && weight >= realism[row * weights.length + s] * low) {
        return true;
      }
    }
    return false;
  }

  private void prune(int row) {
    int size = sizes[row];
    int base = row * capacity;
    int kept = 0;
    for (int e = 0; e < size; e++) {
      if (relevant(row, columns[base + e], lows[base + e])) {
        columns[base + kept] = columns[base + e];
        lows[base + kept] = lows[base + e];
        kept++;
      }
    }
    sizes[row] = kept;
  }

  /** The pair's distance is at most √high, so the realism is at least this. */
  private void raiseRealism(int row, int column, double high) {
    double[][] weights = other.realism();
    for (int s = 0; s < weights.length; s++) {
      double ratio = weights[s][column] * squaredScale / high;
      int at = row * weights.length + s;
      if (ratio > realism[at]) {
        realism[at] = ratio;
        factors[at] = Math.nextUp((float) ((1 + 0x1p-20) / 2 / ratio));
      }
    }
  }

  private void lowerNear(int row, double square) {
    near[row] = Math.min(near[row], square);
    double largest = own.largest(row) * squaredScale;
    reach.lower(row, Math.max(near[row], largest));
  }

  private void settle(int row) {
    int base = row * capacity;
    for (int e = 0; e < sizes[row]; e++) {
      int column = columns[base + e];
      if (relevant(row, column, lows[base + e])) {
        double square = own.block().squaredDistance(row, other.block(), column);
        rechecks++;
        decide(row, column, square);
      }
    }
    sizes[row] = 0;
    lowerNear(row, findings.nearest().reach(row) * squaredScale);
  }

  private void decide(int row, int column, double square) {
    double[][] weights = other.realism();
    long mark = weights.length == 0 ? 0 : Marks.of(other, column, square);
    findings.foundNear(row, square, other.block().numbers()[column], mark);
    for (int s = 0; s < weights.length; s++) {
      double weight = weights[s][column];
      if (weight >= 0) {
        findings.foundRealism(row, s, square == 0 ? Double.POSITIVE_INFINITY : weight / square);
      }
    }
    if (square > 0) {
      raiseRealism(row, column, square * squaredScale * (1 + 1e-12));
    }
  }
}
