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

  /** The strip's rows' neighbours are no farther than {@code known}, lists of other pairs, says. */
  public void startFrom(NearestDistances known) {
    ofStrip.startFrom(known);
  }

  /** Every pair of two rows of the strip. */
  public NearestDistances inside(ProductTile tile) {
    columns = stripRows;
    ofChunk = ofStrip;
    ofStrip.against(strip, stripRows);
    kernel().between(stripTerms, stripTerms);
    over(tile, stripRows, stripRows, Triangle.later());
    diagonal += scaled.kernel() ? strip.duplicatesKernel() : 0;
    return ofStrip.settled();
  }

  /**
   * Every pair of a strip row with a row of {@code chunk}, which comes after the strip, or is part
   * of it: then only the strip's rows before it make pairs.
   *
   * @param known lists of the chunk's rows, from other pairs: their neighbours are no farther
   * @return the chunk's side of these pairs; the strip's is kept
   */
  public NearestDistances with(
      RowBlock chunk, CentredRows chunkRows, ProductTile tile, NearestDistances known) {
    ofChunk = new NeighbourCandidates(chunk, chunkRows, scaled, hood);
    ofChunk.startFrom(known);
    ofChunk.against(strip, stripRows);
    ofStrip.against(chunk, chunkRows);
    columns = chunkRows;
    kernel().between(stripTerms, terms(chunk));
    int before = chunk.rows() == 0 ? 0 : strip.firstFrom(chunk.numbers()[0]);
    over(tile, stripRows, chunkRows, Triangle.first(before));
    ofStrip.settled();
    NearestDistances lists = ofChunk.settled();
    rechecks += ofChunk.rechecks();
    return lists;
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
