package org.synthassay.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.synthassay.manifold.Frame;
import org.synthassay.manifold.Horizons;
import org.synthassay.manifold.ManifoldOptions;
import org.synthassay.manifold.Members;
import org.synthassay.manifold.Neighbourhood;
import org.synthassay.manifold.RadiusSweep;
import org.synthassay.manifold.RowBlock;
import org.synthassay.math.CentredRows;
import org.synthassay.math.LeadingDirections;
import org.synthassay.math.Moments;
import org.synthassay.math.MomentsSum;
import org.synthassay.math.ProductTile;

/**
 * Two cells of rows against each other, radii for k up to 10: nanoseconds a pair of the bare
 * products, of the sweep over whole rows and of the sweep over shadows. 2d / ns are GF/s: {@code
 * mvn -q -Pbench test-compile exec:exec -Dbench.main=org.openjdk.jmh.Main -Dbench.args=SweepBench}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 4, time = 2)
public class SweepBench {
  private static final int ROWS = 2048;
  private static final int DIMENSION = 2048;
  private static final int PAIRS = ROWS * ROWS;

  /** Of the shadows; 0: whole rows. */
  @Param({"0", "192"})
  public int directions;

  private final Neighbourhood hood =
      Neighbourhood.of(new ManifoldOptions(3, List.of(1, 3, 5, 10)), false);
  private final ProductTile tile = new ProductTile();
  private Frame frame = Frame.whole(new double[DIMENSION], 1);
  private RowBlock strip = rows(0);
  private RowBlock chunk = rows(ROWS);
  private CentredRows stripRows = frame.rows(strip);
  private CentredRows chunkRows = frame.rows(chunk);
  private Horizons ofStrip = Horizons.endless(ROWS);
  private Horizons ofChunk = ofStrip;

  private static RowBlock rows(int first) {
    Cloud cloud = new Cloud(DIMENSION, 1);
    float[] values = new float[ROWS * DIMENSION];
    for (int i = 0; i < ROWS; i++) {
      System.arraycopy(cloud.values("real", first + i), 0, values, i * DIMENSION, DIMENSION);
    }
    int[] numbers = IntStream.range(first, first + ROWS).toArray();
    return new RowBlock(DIMENSION, values, numbers, Members.alone(ROWS));
  }

  @Setup(Level.Trial)
  public void cast() {
    Moments moments;
    try (MomentsSum sum = new MomentsSum(DIMENSION)) {
      sum.add(strip.values(), ROWS);
      moments = sum.moments();
    }
    close();
    frame = Frame.whole(moments.mean(), 2 * moments.largest());
    if (directions > 0) {
      frame = Frame.shadows(frame.centre(), frame.largest(), directions);
      LeadingDirections leading = LeadingDirections.of(moments, directions);
      strip = shadowed(strip, leading);
      chunk = shadowed(chunk, leading);
    }
    stripRows = frame.rows(strip);
    chunkRows = frame.rows(chunk);
    if (directions > 0) {
      estimate();
    }
  }

  private void estimate() {
    Frame estimates = frame.estimates();
    try (CentredRows first = estimates.rows(strip);
        CentredRows second = estimates.rows(chunk)) {
      RadiusSweep scout = new RadiusSweep(strip, first, estimates, hood);
      ofChunk = Horizons.of(scout.with(chunk, second, tile, ofChunk));
      ofStrip = Horizons.of(scout.ofStrip());
    }
  }

  private RowBlock shadowed(RowBlock block, LeadingDirections leading) {
    float[] shadows = leading.shadows(block.values(), ROWS, frame.centre(), frame.scale());
    return new RowBlock(DIMENSION, block.values(), block.numbers(), block.members(), shadows);
  }

  @TearDown(Level.Trial)
  public void close() {
    stripRows.close();
    chunkRows.close();
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public float bare() {
    float[] products = {};
    for (int row = 0; row < ROWS; row += ProductTile.ROWS) {
      for (int column = 0; column < ROWS; column += ProductTile.COLUMNS) {
        int columns = Math.min(ProductTile.COLUMNS, ROWS - column);
        ProductTile.Window window = new ProductTile.Window(row, ProductTile.ROWS, column, columns);
        products = tile.of(stripRows, chunkRows, window);
      }
    }
    return products[0];
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public long sweep() {
    RadiusSweep sweep = new RadiusSweep(strip, stripRows, frame, hood);
    sweep.within(ofStrip);
    sweep.with(chunk, chunkRows, tile, ofChunk);
    return sweep.pairs();
  }
}
