package org.synthassay.spark.join;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.distance.KernelDistance;
import org.synthassay.math.Compared;
import org.synthassay.math.KernelSubset;

/** KID over seeded subsets, for sets where all pairs are too many. */
final class SubsetPass implements Serializable {
  private static final int SUBSETS = 100;
  static final int MOST_ROWS = 1000;

  private final Compared<JoinSet> sets;
  private final long seed;
  private final int size;

  SubsetPass(Compared<JoinSet> sets, long seed) {
    this.sets = sets;
    this.seed = seed;
    this.size = Math.min(MOST_ROWS, Math.min(sets.real().rows(), sets.synthetic().rows()));
  }

  KernelDistance run(JavaSparkContext spark) {
    List<Integer> subsets = IntStream.range(0, SUBSETS).boxed().toList();
    int slices = Math.min(SUBSETS, 4 * spark.defaultParallelism());
    List<Double> estimates = spark.parallelize(subsets, slices).map(this::estimate).collect();
    return KernelDistance.ofSubsets(
        estimates.stream().mapToDouble(Double::doubleValue).toArray(), size);
  }

  private double estimate(int subset) {
    SplittableRandom random = new SplittableRandom(seed * SUBSETS + subset);
    float[] real = sets.real().rows(chosen(sets.real().rows(), size, random));
    float[] synthetic = sets.synthetic().rows(chosen(sets.synthetic().rows(), size, random));
    return estimate(real, synthetic, sets.real().dimension());
  }

  /** KID of two lots of rows, over all their pairs. */
  static double estimate(float[] real, float[] synthetic, int dimension) {
    try (KernelSubset kernel = new KernelSubset(real, synthetic, dimension)) {
      return new KernelDistance.Sums(kernel.insideFirst(), kernel.insideSecond(), kernel.across())
          .estimate(real.length / dimension, synthetic.length / dimension);
    }
  }

  /**
   * {@code size} different numbers below {@code of}, each set of them equally likely, ascending.
   */
  static int[] chosen(int of, int size, SplittableRandom random) {
    int[] chosen = new int[size];
    Set<Integer> taken = new HashSet<>();
    for (int i = 0; i < size; i++) {
      int last = of - size + i;
      int number = random.nextInt(last + 1);
      chosen[i] = taken.add(number) ? number : last;
      taken.add(chosen[i]);
    }
    Arrays.sort(chosen);
    return chosen;
  }
}
