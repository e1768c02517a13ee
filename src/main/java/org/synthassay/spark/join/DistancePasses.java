package org.synthassay.spark.join;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.CalibratedScore;
import org.synthassay.distance.DistanceScores;
import org.synthassay.distance.FidInfinity;
import org.synthassay.distance.FrechetDistance;
import org.synthassay.distance.FrechetInfluence;
import org.synthassay.distance.Influence;
import org.synthassay.distance.Influential;
import org.synthassay.distance.KernelDistance;
import org.synthassay.distance.Sample;
import org.synthassay.math.Compared;
import org.synthassay.math.Moments;
import org.synthassay.math.OpenBlas;
import org.synthassay.math.Skipped;
import org.synthassay.spark.join.HalfDistancePass.Split;
import org.synthassay.spark.join.HalfDistancePass.Three;

/** FID, FID∞ and KID of two sets, with intervals and real halves beside them where calibrated. */
final class DistancePasses {
  private final JavaSparkContext context;
  private final Compared<JoinSet> sets;
  private final Compared<Moments> moments;
  private final long seed;
  private final List<Skipped> skipped = new ArrayList<>();

  DistancePasses(
      JavaSparkContext context, Compared<JoinSet> sets, Compared<Moments> moments, long seed) {
    this.context = context;
    this.sets = sets;
    this.moments = moments;
    this.seed = seed;
  }

  /**
   * What was found.
   *
   * @param influence id and fid_influence of every row; empty where nothing is calibrated
   */
  record Found(
      DistanceScores scores,
      Map<String, CalibratedScore> calibrated,
      Optional<Dataset<Row>> influence,
      List<Skipped> skipped) {}

  /**
   * @param kid null where it could not be computed
   */
  Found run(@Nullable KernelDistance kid, Dataset<Row> keyed) {
    if (kid == null) {
      skip("distance.fid", "it takes at least 2 images of each set");
      return bare(null, null);
    }
    Compared<Sample> samples =
        new Compared<>(
            MomentPass.sample(sets.real(), moments.real()),
            MomentPass.sample(sets.synthetic(), moments.synthetic()));
    if (sets.real().halving().isNone()) {
      skip("distance.fid_infinity", "it is found from halves of the sets, and calibration is off");
      return bare(OpenBlas.onAllCores(() -> FrechetDistance.of(samples)), kid);
    }
    return calibrated(OpenBlas.onAllCores(() -> FrechetInfluence.of(samples)), kid, keyed);
  }

  private Found bare(@Nullable Double fid, @Nullable KernelDistance kid) {
    return new Found(new DistanceScores(fid, kid, null, null), Map.of(), Optional.empty(), skipped);
  }

  private Found calibrated(FrechetInfluence.Found fid, KernelDistance kid, Dataset<Row> keyed) {
    double largest = Math.max(moments.real().largest(), moments.synthetic().largest());
    Compared<Dataset<Row>> rows =
        new Compared<>(
            new InfluenceTable(sets.real(), sets.synthetic(), largest)
                .of(keyed, fid.influence().real(), seed),
            new InfluenceTable(sets.synthetic(), sets.real(), largest)
                .of(keyed, fid.influence().synthetic(), seed));
    Compared<InfluenceTable.OfUnits> units = rows.map(InfluenceTable::ofUnits);
    Compared<Influence> ofFid = units.map(InfluenceTable.OfUnits::fid);
    Compared<Influence> ofKid = units.map(InfluenceTable.OfUnits::kid);
    Map<String, CalibratedScore> scores = new LinkedHashMap<>();
    FidInfinity infinity = null;
    Optional<String> lack = lack(ofFid);
    if (lack.isPresent()) {
      for (String key :
          List.of("distance.fid_infinity", "calibration.scores.fid", "calibration.scores.kid")) {
        skip(key, lack.get());
      }
    } else {
      List<Split> splits = new HalfDistancePass(sets, seed).run(context, moments);
      double error = Influence.standardError(ofFid);
      double reach = Influence.reach(ofFid);
      double[][] halves = across(splits, Split::fid);
      double[][] real = real(splits, Split::fid);
      infinity = infinity(fid.distance(), halves, error);
      scores.put(
          "fid",
          CalibratedScore.of(fid.distance(), reach * error, halves, real).over(halves, real));
      double kidReach = reach * Math.hypot(Influence.standardError(ofKid), kid.subsetsError());
      scores.put(
          "kid",
          CalibratedScore.of(
              kid.value(), kidReach, across(splits, Split::kid), real(splits, Split::kid)));
    }
    DistanceScores all =
        new DistanceScores(
            fid.distance(), kid, infinity, influential(rows.synthetic(), fid.distance()));
    Dataset<Row> influence =
        influence("real", rows.real(), ofFid.real())
            .union(influence("synthetic", rows.synthetic(), ofFid.synthetic()));
    return new Found(all, scores, Optional.of(influence), skipped);
  }

  /** Why there are no intervals; empty where there are. */
  private Optional<String> lack(Compared<Influence> influence) {
    if (Math.min(influence.real().units(), influence.synthetic().units()) < 2) {
      return Optional.of("all images of a set are of one group: nothing says how far it varies");
    }
    for (JoinSet set : List.of(sets.real(), sets.synthetic())) {
      for (int s = 0; s < set.halving().splits(); s++) {
        int first = set.halving().first()[s];
        if (Math.min(first, set.rows() - first) < 2) {
          return Optional.of(
              "a half of split %d has fewer than 2 %s images".formatted(s, set.name()));
        }
      }
    }
    return Optional.empty();
  }

  /** Halves of fewer than 2·d images are too far from where bias falls as 1/n. */
  private @Nullable FidInfinity infinity(double fid, double[][] halves, double error) {
    int least = Math.min(sets.real().rows(), sets.synthetic().rows());
    int needed = 4 * sets.real().dimension();
    if (least < needed) {
      skip(
          "distance.fid_infinity",
          "in %d dimensions it takes at least %d images of each set, there are %d"
              .formatted(sets.real().dimension(), needed, least));
      return null;
    }
    return FidInfinity.of(fid, halves, error);
  }

  private static double[][] across(
      List<Split> splits, java.util.function.Function<Split, Three> score) {
    return new double[][] {
      values(splits, split -> score.apply(split).first()),
      values(splits, split -> score.apply(split).second())
    };
  }

  private static double[][] real(
      List<Split> splits, java.util.function.Function<Split, Three> score) {
    return new double[][] {values(splits, split -> score.apply(split).real())};
  }

  private static double[] values(List<Split> splits, ToDoubleFunction<Split> value) {
    return splits.stream().mapToDouble(value).toArray();
  }

  /** FID without the synthetic rows that raise it most, by their influence, then by number. */
  private Influential influential(Dataset<Row> rows, double fid) {
    JoinSet set = sets.synthetic();
    int images = Influential.images(set.rows());
    int[] most =
        rows.orderBy(col("fid").desc(), col("number")).limit(images).collectAsList().stream()
            .mapToInt(row -> row.getAs("number"))
            .sorted()
            .toArray();
    if (set.rows() - most.length < 2) {
      return Influential.of(most.length, fid, fid);
    }
    Moments rest = moments.synthetic().without(HalfDistancePass.moments(set, most));
    Compared<Sample> samples =
        new Compared<>(
            MomentPass.sample(sets.real(), moments.real()),
            new Sample(rest, () -> set.rows(others(set.rows(), most))));
    return Influential.of(most.length, fid, OpenBlas.onAllCores(() -> FrechetDistance.of(samples)));
  }

  private static int[] others(int rows, int[] without) {
    return java.util.stream.IntStream.range(0, rows)
        .filter(number -> Arrays.binarySearch(without, number) < 0)
        .toArray();
  }

  /** What FID would lose without the row. */
  private static Dataset<Row> influence(String set, Dataset<Row> rows, Influence all) {
    return rows.select(
        lit(set).as("set"),
        col("id"),
        col("fid").minus(lit(all.mean())).divide(lit(all.rows() - 1)).as("fid_influence"));
  }

  private void skip(String key, String reason) {
    skipped.add(new Skipped(key, reason));
  }
}
