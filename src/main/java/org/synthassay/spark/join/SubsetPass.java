package org.synthassay.spark.join;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.synthassay.distance.KernelDistance;
import org.synthassay.math.Compared;
import org.synthassay.math.KernelSubset;

/** KID over seeded subsets, for sets where all pairs are too many. */
final class SubsetPass implements Serializable {
  private static final int SUBSETS = 100;
  private static final int MOST_ROWS = 1000;

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
    float[] real = rows(sets.real(), random);
    float[] synthetic = rows(sets.synthetic(), random);
    try (KernelSubset kernel = new KernelSubset(real, synthetic, sets.real().dimension())) {
      return new KernelDistance.Sums(kernel.insideFirst(), kernel.insideSecond(), kernel.across())
          .estimate(size, size);
    }
  }

  /** Different rows, each set of them equally likely, in the order of the files. */
  private float[] rows(JoinSet set, SplittableRandom random) {
    int[] chosen = new int[size];
    java.util.Set<Integer> taken = new java.util.HashSet<>();
    for (int i = 0; i < size; i++) {
      int last = set.rows() - size + i;
      int number = random.nextInt(last + 1);
      chosen[i] = taken.add(number) ? number : last;
      taken.add(chosen[i]);
    }
    Arrays.sort(chosen);
    return set.rows(chosen);
  }
}
