package org.synthassay.manifold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.synthassay.calibration.CalibratedScore;
import org.synthassay.calibration.Calibration;
import org.synthassay.distance.FidInfinity;
import org.synthassay.distance.FrechetDistance;
import org.synthassay.distance.FrechetInfluence;
import org.synthassay.distance.Influence;
import org.synthassay.distance.Sample;
import org.synthassay.manifold.Table.Halves;
import org.synthassay.math.Compared;
import org.synthassay.math.MomentsSum;

/**
 * How often intervals of 95 % hold what they are of, over repetitions: precision, recall, density,
 * coverage and FID their own mean over the repetitions, FID∞ the two laws' distance.
 */
final class IntervalBench {
  private static final int ROWS = 400;
  private static final int DIMENSION = 8;
  private static final int SPLITS = 20;
  private static final int HALVED = 4;
  private static final double SHIFT = 0.3;
  private static final double SPREAD = 1.2;

  private final Random random;
  private final int each;

  /**
   * @param each real images of a patient, half of whose variance is the patient's
   */
  private IntervalBench(Random random, int each) {
    this.random = random;
    this.each = each;
  }

  /** One score of one repetition. */
  private record Interval(double value, double low, double high) {}

  public static void main(String[] args) {
    int repetitions = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    double distance = DIMENSION * (SHIFT * SHIFT + (SPREAD - 1) * (SPREAD - 1));
    for (int each : new int[] {1, 10}) {
      IntervalBench bench = new IntervalBench(new Random(20240131), each);
      Map<String, List<Interval>> found = new LinkedHashMap<>();
      for (int r = 0; r < repetitions; r++) {
        bench.repetition(found);
      }
      found.forEach(
          (score, intervals) -> {
            double mean = intervals.stream().mapToDouble(Interval::value).average().orElseThrow();
            double truth = score.equals("fid_infinity") ? distance : mean;
            long held = intervals.stream().filter(i -> i.low <= truth && truth <= i.high).count();
            double width =
                intervals.stream().mapToDouble(i -> i.high - i.low).average().orElseThrow();
            System.out.printf(
                "%d images a patient, %s: %.3f of %d hold %.4f; mean %.4f, width %.4f%n",
                each, score, (double) held / repetitions, repetitions, truth, mean, width);
          });
    }
  }

  private void repetition(Map<String, List<Interval>> found) {
    int @Nullable [] groups =
        each == 1 ? null : IntStream.range(0, ROWS).map(i -> i / each).toArray();
    Table real = table(groups, 0, 1);
    Table synthetic = table(null, SHIFT, SPREAD);
    ManifoldOptions options = new ManifoldOptions(3, List.of());
    LocalJoin join =
        new LocalJoin(new Compared<>(real, synthetic), options, new LocalJoin.Cut(2, 200));
    ManifoldScores scores = join.judgement().scores(Radius.PLAIN, "manifold", options);
    LocalJoin.InHalves halves = join.inHalves().get(0);
    Calibration calibration =
        Calibration.of(new Calibration.Known(halves.across(), halves.real(), scores::of), null)
            .calibration();
    calibration.scores().forEach((name, score) -> add(found, name, interval(score)));
    distances(new Compared<>(real, synthetic), found);
  }

  private static Interval interval(CalibratedScore score) {
    return new Interval(score.value(), score.low(), score.high());
  }

  private static void add(Map<String, List<Interval>> found, String name, Interval interval) {
    found.computeIfAbsent(name, score -> new ArrayList<>()).add(interval);
  }

  private static void distances(Compared<Table> tables, Map<String, List<Interval>> found) {
    FrechetInfluence.Found fid = FrechetInfluence.of(tables.map(table -> sample(table, 0, -1)));
    Compared<Influence> influence =
        new Compared<>(
            influence(tables.real(), fid.influence().real()),
            influence(tables.synthetic(), fid.influence().synthetic()));
    double error = Influence.standardError(influence);
    double reach = Influence.reach(influence) * error;
    add(found, "fid", new Interval(fid.distance(), fid.distance() - reach, fid.distance() + reach));
    double[][] halves = new double[2][HALVED];
    for (int s = 0; s < HALVED; s++) {
      for (int half = 0; half < 2; half++) {
        int split = s;
        int wanted = 1 - half;
        halves[half][s] = FrechetDistance.of(tables.map(table -> sample(table, split, wanted)));
      }
    }
    FidInfinity infinity = FidInfinity.of(fid.distance(), halves, error);
    add(found, "fid_infinity", new Interval(infinity.value(), infinity.low(), infinity.high()));
  }

  private static Influence influence(Table table, FrechetInfluence of) {
    double[] q = of.of(sample(table, 0, -1).rows().get());
    Map<Integer, double[]> units = new LinkedHashMap<>();
    for (int i = 0; i < q.length; i++) {
      int unit = table.groups() == null ? i : table.groups()[i];
      double[] sums = units.computeIfAbsent(unit, u -> new double[2]);
      sums[0] += q[i];
      sums[1]++;
    }
    double[] all = new double[5];
    for (double[] unit : units.values()) {
      double[] terms = {unit[0], unit[1], unit[0] * unit[0], unit[0] * unit[1], unit[1] * unit[1]};
      Arrays.setAll(all, t -> all[t] + terms[t]);
    }
    return new Influence(all[0], all[1], all[2], all[3], all[4], units.size());
  }

  /** The rows whose bit of the split is {@code wanted}; −1: all. */
  private static Sample sample(Table table, int split, int wanted) {
    int[] chosen =
        IntStream.range(0, ROWS)
            .filter(i -> wanted < 0 || (table.halves().masks()[i] >>> split & 1) == wanted)
            .toArray();
    float[] rows = new float[chosen.length * DIMENSION];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(table.rows()[chosen[i]], 0, rows, i * DIMENSION, DIMENSION);
    }
    try (MomentsSum sum = new MomentsSum(DIMENSION)) {
      sum.add(rows, chosen.length);
      return new Sample(sum.moments(), () -> rows);
    }
  }

  private Table table(int @Nullable [] groups, double shift, double spread) {
    float[][] rows = new float[ROWS][DIMENSION];
    double[] patient = new double[DIMENSION];
    double shared = groups == null ? 0 : 0.5;
    for (int i = 0; i < ROWS; i++) {
      for (int j = 0; j < DIMENSION; j++) {
        patient[j] = i % each == 0 ? random.nextGaussian() : patient[j];
        double own = Math.sqrt(1 - shared) * random.nextGaussian();
        rows[i][j] = (float) (shift + spread * (Math.sqrt(shared) * patient[j] + own));
      }
    }
    return new Table(rows, groups, halves(groups));
  }

  /** Every split takes half of the units whole. */
  private Halves halves(int @Nullable [] groups) {
    int[] units = groups == null ? IntStream.range(0, ROWS).toArray() : groups;
    List<Integer> names = new ArrayList<>(Arrays.stream(units).distinct().boxed().toList());
    long[] masks = new long[ROWS];
    for (int s = 0; s < SPLITS; s++) {
      Collections.shuffle(names, random);
      Set<Integer> first = new HashSet<>(names.subList(0, names.size() / 2));
      for (int i = 0; i < ROWS; i++) {
        masks[i] |= first.contains(units[i]) ? 1L << s : 0;
      }
    }
    return new Halves(SPLITS, masks);
  }
}
