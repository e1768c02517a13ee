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
  private final Frame scaled;
  private final Neighbourhood hood;
  private final DistanceBounds between;
  private final Sieve.Thresholds thresholds = new Sieve.Thresholds(ProductTile.COLUMNS);
  private final NeighbourCandidates ofStrip;
  private NeighbourCandidates ofChunk;
  private CentredRows columns;
  private double diagonal;
  private long rechecks;

  /**
   * @param scaled where it {@link Frame#estimates} distances, somewhat more neighbours are found,
   *     for {@link Horizons}
   */
  public RadiusSweep(RowBlock strip, CentredRows stripRows, Frame scaled, Neighbourhood hood) {
    super(scaled);
    this.strip = strip;
    this.stripTerms = terms(strip);
    this.stripRows = stripRows;
    this.scaled = scaled;
    this.hood = scaled.estimated() ? hood.wider() : hood;
    this.between = new DistanceBounds(scaled);
    this.columns = stripRows;
    this.ofStrip = new NeighbourCandidates(strip, stripRows, scaled, this.hood);
    this.ofChunk = ofStrip;
  }

  /** The strip's rows look no farther than {@code horizons}. */
  public void within(Horizons horizons) {
    ofStrip.within(horizons);
  }

  /**
   * Every pair of a strip row with a row of {@code chunk}, which comes after the strip.
   *
   * @param horizons how far the chunk's rows look
   * @return the chunk's side of these pairs; the strip's is kept
   */
  public NearestDistances with(
      RowBlock chunk, CentredRows chunkRows, ProductTile tile, Horizons horizons) {
    return with(new Chunk(chunk, chunkRows, horizons), tile, Triangle.all());
  }

  /**
   * The same for the strip's own rows {@code from} (inclusive) to {@code to} (exclusive): the pairs
   * of each with every strip row before it.
   */
  public NearestDistances withOwn(int from, int to, ProductTile tile, Horizons horizons) {
    RowBlock chunk = strip.slice(from, to);
    diagonal += scaled.kernel() ? chunk.duplicatesKernel() : 0;
    Chunk own = new Chunk(chunk, stripRows.slice(from, to), horizons);
    return with(own, tile, new Triangle(from, to));
  }

  private record Chunk(RowBlock block, CentredRows rows, Horizons horizons) {}

  private NearestDistances with(Chunk chunk, ProductTile tile, Triangle triangle) {
    columns = chunk.rows();
    ofChunk = new NeighbourCandidates(chunk.block(), columns, scaled, hood);
    ofChunk.within(chunk.horizons());
    ofChunk.against(strip);
    ofStrip.against(chunk.block());
    kernel().between(stripTerms, terms(chunk.block()));
    over(tile, stripRows, columns, triangle);
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
    SearchRadii rows = ofStrip.reach();
    SearchRadii columns = ofChunk.reach();
    return Math.min(
        columns.near()[column] + rows.far()[row], columns.far()[column] + rows.near()[row]);
  }

  @Override
  void visit(int row, int column, float product) {
    between.of(product, stripRows, row, columns, column);
    ofStrip.offer(row, column, between);
    ofChunk.offer(column, row, between);
  }
}
