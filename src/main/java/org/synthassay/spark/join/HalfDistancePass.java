package org.synthassay.spark.join;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.synthassay.distance.FrechetDistance;
import org.synthassay.distance.Sample;
import org.synthassay.math.Compared;
import org.synthassay.math.Moments;
import org.synthassay.math.MomentsSum;

/**
 * FID and KID between halves, a task a split. A task holds the covariances of both sets and of
 * their halves, 4·d² bytes each, three d × d matrices beside them and a block of rows, whatever N.
 */
final class HalfDistancePass implements Serializable {
  /** As many splits as the extrapolation of FID takes. */
  private static final int MOST_SPLITS = 4;

  private static final int BLOCK = 2048;

  private final Compared<JoinSet> sets;
  private final long seed;

  HalfDistancePass(Compared<JoinSet> sets, long seed) {
    this.sets = sets;
    this.seed = seed;
  }

  int splits() {
    return Math.min(MOST_SPLITS, sets.real().halving().splits());
  }

  /** A distance between the first halves, between the second ones, and between the real ones. */
  record Three(double first, double second, double real) implements Serializable {}

  /** Of one split. */
  record Split(Three fid, Three kid) implements Serializable {}

  List<Split> run(JavaSparkContext spark, Compared<Moments> moments) {
    Broadcast<Compared<Moments>> all = spark.broadcast(moments);
    List<Integer> splits = IntStream.range(0, splits()).boxed().toList();
    try {
      return spark.parallelize(splits, splits()).map(s -> split(s, all.value())).collect();
    } finally {
      all.destroy();
    }
  }

  private Split split(int split, Compared<Moments> moments) {
    Compared<HalfNumbers> numbers = sets.map(set -> HalfNumbers.of(set, split));
    Compared<Sample> first =
        new Compared<>(
            firstHalf(sets.real(), numbers.real()),
            firstHalf(sets.synthetic(), numbers.synthetic()));
    Compared<Sample> second =
        new Compared<>(
            rest(sets.real(), numbers.real(), moments.real(), first.real()),
            rest(sets.synthetic(), numbers.synthetic(), moments.synthetic(), first.synthetic()));
    Three fid =
        new Three(
            FrechetDistance.of(first),
            FrechetDistance.of(second),
            FrechetDistance.of(new Compared<>(first.real(), second.real())));
    return new Split(fid, kid(split, numbers));
  }

  private Sample firstHalf(JoinSet set, HalfNumbers numbers) {
    return new Sample(moments(set, numbers.first()), () -> set.rows(numbers.first()));
  }

  private static Sample rest(JoinSet set, HalfNumbers numbers, Moments all, Sample first) {
    return new Sample(all.without(first.moments()), () -> set.rows(numbers.second()));
  }

  static Moments moments(JoinSet set, int[] numbers) {
    try (MomentsSum sum = new MomentsSum(set.dimension())) {
      for (int from = 0; from < numbers.length; from += BLOCK) {
        int to = Math.min(numbers.length, from + BLOCK);
        sum.add(set.rows(Arrays.copyOfRange(numbers, from, to)), to - from);
      }
      return sum.moments();
    }
  }

  /** Over all pairs of so many seeded rows of each half, which are its rows or an even sample. */
  private Three kid(int split, Compared<HalfNumbers> numbers) {
    SplittableRandom random = new SplittableRandom(seed + split);
    float[] first = some(sets.real(), numbers.real().first(), random);
    float[] second = some(sets.real(), numbers.real().second(), random);
    float[] firstOther = some(sets.synthetic(), numbers.synthetic().first(), random);
    float[] secondOther = some(sets.synthetic(), numbers.synthetic().second(), random);
    int d = sets.real().dimension();
    return new Three(
        SubsetPass.estimate(first, firstOther, d),
        SubsetPass.estimate(second, secondOther, d),
        SubsetPass.estimate(first, second, d));
  }

  private static float[] some(JoinSet set, int[] numbers, SplittableRandom random) {
    int size = Math.min(SubsetPass.MOST_ROWS, numbers.length);
    int[] chosen = SubsetPass.chosen(numbers.length, size, random);
    return set.rows(Arrays.stream(chosen).map(at -> numbers[at]).toArray());
  }
}
