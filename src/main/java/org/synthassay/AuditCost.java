package org.synthassay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the stages of an audit take, reckoned from its size and the speed of this machine.
 *
 * @param size of the audit
 * @param speed of the machine
 * @param cores tasks at once
 */
record AuditCost(Size size, Speed speed, int cores) {

  /**
   * How much there is to do.
   *
   * @param dimensions of the embeddings, a network each
   * @param splits of the calibration, 0 where there is none
   * @param trained rows a set that the classifier learns from, 0 where there is none
   * @param kernels of the classifier
   */
  record Size(
      long real,
      long synthetic,
      List<Integer> dimensions,
      int splits,
      double trained,
      int kernels) {
    long images() {
      return real + synthetic;
    }

    long pairs() {
      return (real * real + synthetic * synthetic) / 2 + real * synthetic;
    }
  }

  /**
   * How fast it goes.
   *
   * @param listSeconds of the whole listing
   * @param imageSeconds of a core an image, a network each; none for finished embeddings
   * @param productsPerSecond multiplications and additions of float32 matrices, one core
   */
  record Speed(double listSeconds, List<Double> imageSeconds, double productsPerSecond) {}

  // Seconds that Spark takes for the jobs of a stage, however small: of 384 X-rays on two cores.
  private static final double SAMPLE_JOBS = 1;
  private static final double COMPARE_JOBS = 9;
  private static final double CLASSIFY_JOBS = 2;
  private static final double TABLE_JOBS = 5;

  /** Seconds of all passes over pairs by those of bare products, by rows a set: as measured. */
  private static final TreeMap<Double, Double> BY_BARE =
      new TreeMap<>(Map.of(2e3, 3.5, 5e3, 2.43, 1e4, 2.01, 15_738.0, 0.80, 3e4, 0.53, 5e4, 0.44));

  /** Core-seconds of both kernels' grids on the rows that were measured; they grow squared. */
  private static final double GRID_SECONDS = 70;

  private static final double GRID_ROWS = 3_148;

  // In multiplications and additions at the speed of products, from thread time at 2,048
  // dimensions:
  // FID's 1.7 core-seconds, a dozen more between halves with the maps of influence, moments of
  // halves with FID's influence a row, KID's against 2,000 rows, and lists of neighbours for
  // halves.
  private static final double FID = 12;
  private static final double HALVES = 172;
  private static final double INFLUENCE = 6.5;
  private static final double KERNEL_INFLUENCE = 4_400;
  private static final double LISTS = 1.15;

  /** Wall seconds by stage, in their order. */
  Map<String, Double> seconds() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("list", speed.listSeconds());
    seconds.put("sample, model", SAMPLE_JOBS);
    if (!speed.imageSeconds().isEmpty()) {
      seconds.put("extract", size.images() * sum(speed.imageSeconds()) / cores);
    }
    seconds.put("compare", size.dimensions().stream().mapToDouble(this::compare).sum());
    if (size.trained() > 0) {
      double share = size.kernels() / 2.0 * Math.pow(2 * size.trained() / GRID_ROWS, 2);
      seconds.put("classify", CLASSIFY_JOBS + GRID_SECONDS * share / cores);
    }
    seconds.put("tables, report", TABLE_JOBS);
    return seconds;
  }

  private static double sum(List<Double> values) {
    return values.stream().mapToDouble(v -> v).sum();
  }

  /** The passes over pairs, moments, the eigenvalues behind FID, and what calibration adds. */
  private double compare(int dimension) {
    double pairs = byBare() * 2.0 * size.pairs() * dimension;
    double moments = 3.0 * size.images() * dimension * dimension;
    double all = pairs + moments + FID * cube(dimension);
    if (size.splits() > 0) {
      double rows = INFLUENCE * dimension * dimension + KERNEL_INFLUENCE * dimension;
      all += (LISTS - 1) * pairs + HALVES * cube(dimension) + rows * size.images();
    }
    return COMPARE_JOBS + all / speed.productsPerSecond() / cores;
  }

  /** Factors have as many rows as a set, where that has fewer than dimensions. */
  private double cube(int dimension) {
    return Math.pow(Math.min(dimension, Math.max(size.real(), size.synthetic())), 3);
  }

  /** Between the measured sizes on a line over the logarithm of the rows. */
  private double byBare() {
    double rows = Math.max(size.real(), size.synthetic());
    Map.Entry<Double, Double> below = BY_BARE.floorEntry(rows);
    Map.Entry<Double, Double> above = BY_BARE.ceilingEntry(rows);
    if (below == null) {
      return BY_BARE.firstEntry().getValue();
    }
    if (above == null || above.equals(below)) {
      return below.getValue();
    }
    double part = Math.log(rows / below.getKey()) / Math.log(above.getKey() / below.getKey());
    return below.getValue() + part * (above.getValue() - below.getValue());
  }

  /** Embeddings, the same laid out for the join, their copy while slices are merged, and tables. */
  long diskBytes() {
    long values = size.dimensions().stream().mapToLong(d -> d).sum();
    return size.images() * (3 * Float.BYTES * values + 2_000);
  }
}
