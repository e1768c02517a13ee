package org.synthassay.manifold;

import org.synthassay.math.CentredRows;
import org.synthassay.math.CubicKernelSum;
import org.synthassay.math.ProductTile;
import org.synthassay.math.ProductTile.Span;

/**
 * Neighbours inside one set: a strip of rows against chunks of the rows from it on, each product
 * serving both of its rows.
 */
public final class RadiusSweep extends TileSweep {
  private final RowBlock strip;
  private final CubicKernelSum.Terms stripTerms;
  private final CentredRows stripRows;
  private final Scaled scaled;
  private final Neighbourhood hood;
  private final Between between;
  private final Sieve.Thresholds thresholds = new Sieve.Thresholds(ProductTile.COLUMNS);
  private final NeighbourCandidates ofStrip;
  private NeighbourCandidates ofChunk;
  private CentredRows columns;
  private double diagonal;
  private long rechecks;

  public RadiusSweep(RowBlock strip, CentredRows stripRows, Scaled scaled, Neighbourhood hood) {
    super(scaled);
    this.strip = strip;
    this.stripTerms = terms(strip);
    this.stripRows = stripRows;
    this.scaled = scaled;
    this.hood = hood;
    this.between = new Between(scaled);
    this.columns = stripRows;
    this.ofStrip = new NeighbourCandidates(strip, stripRows, scaled, hood);
    this.ofChunk = ofStrip;
  }

  /**
   * Every pair of a strip row with a later row of {@code chunk}, which is part of the strip or
   * comes after it.
   *
   * @return the chunk's side of these pairs; the strip's is kept
   */
  public NearestDistances with(RowBlock chunk, CentredRows chunkRows, ProductTile tile) {
    ofChunk = new NeighbourCandidates(chunk, chunkRows, scaled, hood);
    ofChunk.against(strip, stripRows);
    ofStrip.against(chunk, chunkRows);
    columns = chunkRows;
    kernel().between(stripTerms, terms(chunk));
    Triangle triangle = triangle(chunk);
    over(tile, stripRows, chunkRows, triangle);
    if (scaled.kernel() && !triangle.equals(Triangle.all())) {
      diagonal += chunk.duplicatesKernel();
    }
    ofStrip.settled();
    NearestDistances lists = ofChunk.settled();
    rechecks += ofChunk.rechecks();
    return lists;
  }

  private Triangle triangle(RowBlock chunk) {
    boolean inside =
        chunk.rows() > 0
            && strip.rows() > 0
            && chunk.numbers()[0] <= strip.numbers()[strip.rows() - 1];
    return inside ? new Triangle(strip.firstFrom(chunk.numbers()[0])) : Triangle.all();
  }

  /** The strip's side of all pairs so far. */
  public NearestDistances ofStrip() {
    return ofStrip.settled();
  }

  /** Σ (x·y/d + 1)³ over all ordered pairs of different members so far. */
  public double kernelSum() {
    return 2 * kernel().sum() + diagonal;
  }

  /** Distances that float32 left open and float64 decided. */
  public long rechecks() {
    return rechecks + ofStrip.rechecks();
  }

  @Override
  void prepare(ProductTile.Window window) {
    thresholds.take(ofChunk.reach(), window.column(), window.columns());
  }

  @Override
  void raise(float[] excess, float[] products, Span span) {
    thresholds.span(span.from(), span.to());
    float near = ofStrip.reach().near()[span.row()];
    float far = ofStrip.reach().far()[span.row()];
    Sieve.raise(excess, products, thresholds, near, far);
  }

  @Override
  boolean passes(int row, int column, float product) {
    return !(product < threshold(row, column));
  }

  private float threshold(int row, int column) {
    Reach rows = ofStrip.reach();
    Reach columns = ofChunk.reach();
    return Math.min(
        columns.near()[column] + rows.far()[row], columns.far()[column] + rows.near()[row]);
  }

  @Override
  void visit(int row, int column, float product) {
    between.ofProduct(product, stripRows, row, columns, column);
    ofStrip.offer(row, column, between);
    ofChunk.offer(column, row, between);
  }
}
