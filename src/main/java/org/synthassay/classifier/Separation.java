package org.synthassay.classifier;

import java.io.Serializable;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.jspecify.annotations.Nullable;
import org.synthassay.math.Normal;
import scala.Tuple2;

/**
 * Whether an AUC differs from ½, the machine being fixed: DeLong's components summed by group
 * (Obuchowski 1997; without groups DeLong et al. 1988), in integers, so that no partitioning
 * changes them.
 *
 * @param low of the 95 % interval of the AUC
 * @param z (AUC − ½)/standard error
 * @param p two-sided
 * @param groups that the rows are in
 */
public record Separation(double auc, double low, double high, double z, double p, long groups)
    implements Serializable {

  /**
   * Twice the pairs that a group's synthetic rows win, how many they are; the same of its real
   * rows.
   */
  private record Wins(long ofSynthetic, long synthetic, long ofReal, long real)
      implements Serializable {
    Wins plus(Wins other) {
      return new Wins(
          ofSynthetic + other.ofSynthetic,
          synthetic + other.synthetic,
          ofReal + other.ofReal,
          real + other.real);
    }
  }

  /** Null where the AUC has no spread to be held against: all ranks are as they can be at most. */
  static @Nullable Separation of(Ranked ranked) {
    Ranking all = ranked.all();
    List<Ranking> before =
        IntStream.range(0, ranked.partitions().size()).mapToObj(ranked::before).toList();
    JavaPairRDD<String, Wins> groups =
        ranked
            .rows()
            .mapPartitionsWithIndex((run, of) -> Components.of(of, before.get(run), all), true)
            .mapToPair(c -> new Tuple2<>(c.key(), wins(c)))
            .reduceByKey(Wins::plus);
    return groups
        .values()
        .map(wins -> Spread.of(wins, all))
        .fold(Spread.NONE, Spread::plus)
        .test(all);
  }

  private static Wins wins(Components.Component of) {
    return of.synthetic() ? new Wins(of.wins(), 1, 0, 0) : new Wins(0, 0, of.wins(), 1);
  }

  /**
   * Sums over groups of a², b² and a·b, where a and b are how far a group's wins, of its synthetic
   * and of its real rows, are from what the AUC lets expect, times 2 · real · synthetic.
   */
  private record Spread(BigInteger[] sums, long synthetic, long real, long groups)
      implements Serializable {
    static final Spread NONE =
        new Spread(new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO}, 0, 0, 0);

    static Spread of(Wins wins, Ranking all) {
      BigInteger a = offset(all.synthetic(), wins.ofSynthetic(), wins.synthetic(), all.wins());
      BigInteger b = offset(all.real(), wins.ofReal(), wins.real(), all.wins());
      return new Spread(
          new BigInteger[] {a.multiply(a), b.multiply(b), a.multiply(b)},
          wins.synthetic() > 0 ? 1 : 0,
          wins.real() > 0 ? 1 : 0,
          1);
    }

    private static BigInteger offset(long rows, long wins, long ofGroup, long all) {
      return BigInteger.valueOf(rows)
          .multiply(BigInteger.valueOf(wins))
          .subtract(BigInteger.valueOf(ofGroup).multiply(BigInteger.valueOf(all)));
    }

    Spread plus(Spread other) {
      BigInteger[] both = new BigInteger[sums.length];
      Arrays.setAll(both, i -> sums[i].add(other.sums[i]));
      return new Spread(
          both, synthetic + other.synthetic, real + other.real, groups + other.groups);
    }

    @Nullable Separation test(Ranking all) {
      double scale = 2.0 * all.real() * all.synthetic();
      double variance =
          term(0, synthetic, scale * all.synthetic(), scale * all.synthetic())
              + term(1, real, scale * all.real(), scale * all.real())
              + 2 * term(2, groups, scale * all.synthetic(), scale * all.real());
      if (!(variance > 0) || !Double.isFinite(variance)) {
        return null;
      }
      double error = Math.sqrt(variance);
      double z = (all.auc() - 0.5) / error;
      return new Separation(
          all.auc(),
          all.auc() - Normal.CENTRAL_95 * error,
          all.auc() + Normal.CENTRAL_95 * error,
          z,
          Normal.twoSided(z),
          groups);
    }

    private double term(int sum, long of, double scale, double otherScale) {
      return sums[sum].doubleValue() / scale / otherScale * of / (of - 1.0);
    }
  }
}
