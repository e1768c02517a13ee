package org.synthassay.manifold;

import org.synthassay.math.CentredRows;
import org.synthassay.math.CubicKernelSum;
import org.synthassay.math.ProductTile;
import org.synthassay.math.ProductTile.Span;

/**
 * Pairs across the sets: a strip of synthetic rows against chunks of real ones. Decides who is
 * inside whose ball, and finds nearest rows and the most realistic balls.
 */
public final class BallSweep extends TileSweep {
  private final Balls synthetic;
  private final CubicKernelSum.Terms stripTerms;
  private final CentredRows stripRows;
  private final Frame scaled;
  private final Neighbourhood hood;
  private final double unscale;
  private final DistanceBounds between;
  private final Sieve.Thresholds thresholds = new Sieve.Thresholds(ProductTile.COLUMNS);
  private CentredRows columns;
  private float[][] sliced = {};
  private final CrossCandidates ofStrip;
  private Balls real;
  private CrossCandidates ofChunk;
  private float[][] weights = {};
  private long rechecks;

  public BallSweep(Balls synthetic, CentredRows stripRows, Frame scaled, Neighbourhood hood) {
    super(scaled);
    this.synthetic = synthetic;
    this.stripTerms = terms(synthetic.block());
    this.real = synthetic;
    this.stripRows = stripRows;
    this.scaled = scaled;
    this.hood = hood;
    this.unscale = 1 / scaled.squaredScale();
    this.between = new DistanceBounds(scaled);
    this.ofStrip = new CrossCandidates(synthetic, stripRows, scaled, hood);
    this.ofChunk = ofStrip;
    this.columns = stripRows;
  }

  /**
   * Every pair of a synthetic strip row with a real row of {@code chunk}.
   *
   * @return the chunk's side of these pairs; the strip's is kept
   */
  public CrossNeighbours with(Balls chunk, CentredRows chunkRows, ProductTile tile) {
    real = chunk;
    ofChunk = new CrossCandidates(chunk, chunkRows, scaled, hood);
    ofChunk.against(synthetic);
    ofStrip.against(chunk);
    columns = chunkRows;
    weights = scaledWeights(chunk);
    sliced = new float[weights.length][ProductTile.COLUMNS];
    kernel().between(stripTerms, terms(chunk.block()));
    over(tile, stripRows, chunkRows, Triangle.all());
    ofStrip.settleAll();
    ofChunk.settleAll();
    rechecks += ofChunk.rechecks();
    return ofChunk.findings();
  }

  private float[][] scaledWeights(Balls chunk) {
    double[][] squares = chunk.realism();
    float[][] result = new float[squares.length][chunk.block().rows()];
    for (int s = 0; s < squares.length; s++) {
      for (int j = 0; j < result[s].length; j++) {
        double square = squares[s][j] * scaled.squaredScale();
        result[s][j] = square < 0 ? -1 : Math.nextUp((float) square);
      }
    }
    return result;
  }

  /** The strip's side of all pairs so far. */
  public CrossNeighbours ofStrip() {
    return ofStrip.findings();
  }

  /** Σ (x·y/d + 1)³ over all pairs of members so far. */
  public double kernelSum() {
    return kernel().sum();
  }

  /** Distances that float32 left open and float64 decided. */
  public long rechecks() {
    return rechecks + ofStrip.rechecks();
  }

  @Override
  void prepare(ProductTile.Window window) {
    thresholds.take(ofChunk.reach(), window.column(), window.columns());
    for (int s = 0; s < weights.length; s++) {
      System.arraycopy(weights[s], window.column(), sliced[s], 0, window.columns());
    }
  }

  @Override
  void raise(float[] excess, float[] products, Span span) {
    int row = span.row();
    float near = ofStrip.reach().near()[row];
    float far = ofStrip.reach().far()[row];
    thresholds.span(span.from(), span.to());
    Sieve.raise(excess, products, thresholds, near, far);
    for (int s = 0; s < weights.length; s++) {
      float factor = ofStrip.factor(row, s);
      if (2 * factor > 1) {
        Sieve.Weighted weighted = new Sieve.Weighted(sliced[s], factor);
        Sieve.raiseWeighted(excess, products, thresholds, near, weighted);
      }
    }
  }

  @Override
  boolean passes(int row, int column, float product) {
    SearchRadii rows = ofStrip.reach();
    SearchRadii columns = ofChunk.reach();
    float nearest =
        Math.min(
            columns.near()[column] + rows.far()[row], columns.far()[column] + rows.near()[row]);
    if (!(product < nearest)) {
      return true;
    }
    for (int s = 0; s < weights.length; s++) {
      float reached = weights[s][column] * ofStrip.factor(row, s);
      if (!(product < columns.near()[column] + rows.near()[row] - reached)) {
        return true;
      }
    }
    return false;
  }

  @Override
  void visit(int row, int column, float product) {
    between.of(product, stripRows, row, columns, column);
    double low = between.low() * unscale;
    if (low <= synthetic.largest(row) || low <= real.largest(column)) {
      decide(row, column, low, between.high() * unscale);
    }
    ofStrip.offer(row, column, between);
    ofChunk.offer(column, row, between);
  }

  private void decide(int row, int column, double low, double high) {
    double square = high;
    if (!sameBalls(synthetic, row, low, high) || !sameBalls(real, column, low, high)) {
      square = synthetic.block().squaredDistance(row, real.block(), column);
      rechecks++;
    }
    CrossNeighbours mine = ofStrip.findings();
    CrossNeighbours theirs = ofChunk.findings();
    mine.foundInside(row, Radius.PLAIN, real.plainAt(column, square));
    mine.foundInside(row, Radius.GROUP_AWARE, real.groupAwareAt(column, square));
    theirs.foundInside(column, Radius.PLAIN, synthetic.plainAt(row, square));
    theirs.foundInside(column, Radius.GROUP_AWARE, synthetic.groupAwareAt(row, square));
    int headline = hood.at(hood.headline());
    double radius = real.plain(column, headline);
    if (square <= radius) {
      mine.foundBall(row, radius);
    }
    countBalls(theirs, row, column, square);
  }

  private static boolean sameBalls(Balls balls, int row, double low, double high) {
    if (balls.plainAt(row, low) != balls.plainAt(row, high)) {
      return false;
    }
    for (Radii.OfGroup members : balls.ofGroups(row)) {
      if (Balls.at(members, low) != Balls.at(members, high)) {
        return false;
      }
    }
    return true;
  }

  private void countBalls(CrossNeighbours counts, int row, int column, double square) {
    long rows = synthetic.multiplicity(row);
    int plain = real.plainAt(column, square);
    counts.countBalls(Radius.PLAIN, plain, rows * real.multiplicity(column));
    for (Radii.OfGroup members : real.ofGroups(column)) {
      counts.countBalls(Radius.GROUP_AWARE, Balls.at(members, square), rows * members.members());
    }
  }
}
