package org.synthassay.manifold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synthassay.math.Compared;

/** Every decision of the sweeps equals float64 brute force, on data made to break float32. */
class ExactnessTest {

  @ParameterizedTest
  @EnumSource(Adversary.class)
  void decisionsEqualBruteForce(Adversary adversary) {
    Random random = new Random(7);
    Compared<Table> tables =
        new Compared<>(adversary.table(random, 150), adversary.table(random, 130));
    check(tables, new ManifoldOptions(3, List.of(1, 3, 5, 10)), new LocalJoin.Cut(2, 32));
  }

  @ParameterizedTest
  @EnumSource(Adversary.class)
  void shadowsDecideLikeBruteForce(Adversary adversary) {
    Random random = new Random(13);
    Compared<Table> tables =
        new Compared<>(adversary.table(random, 150), adversary.table(random, 130));
    for (int directions = 1; directions <= 4; directions += 3) {
      check(
          tables,
          new ManifoldOptions(3, List.of(1, 3, 5, 10)),
          new LocalJoin.Cut(2, 32, directions));
    }
  }

  /** Rows that stand as far apart as they can, where their shadows say that they are nearer. */
  @Test
  void rowsThatEstimatesMisleadLookAgain() {
    Random random = new Random(17);
    Table[] tables = new Table[2];
    for (int t = 0; t < 2; t++) {
      float[][] rows = new float[60][40];
      for (int i = 0; i < 60; i++) {
        rows[i][0] = (float) random.nextGaussian();
        rows[i][1] = (float) random.nextGaussian();
        if (i >= 30) {
          rows[i][0] = 10;
          rows[i][1] = 0;
          for (int j = 0; j < 30; j++) {
            rows[i][j + 2] = (i - 30 == j ? 1 : 0) - 1f / 30;
          }
        }
      }
      tables[t] = Table.of(rows);
    }
    Compared<Table> both = new Compared<>(tables[0], tables[1]);
    ManifoldOptions options = new ManifoldOptions(3, List.of(1, 3, 5, 10));
    LocalJoin join = check(both, options, new LocalJoin.Cut(2, 16, 2));
    assertThat(join.lookedAgain()).isBetween(60, 119);
  }

  @ParameterizedTest
  @EnumSource(Adversary.class)
  void copiesAcrossTheSetsAreFoundAmongThem(Adversary adversary) {
    Random random = new Random(11);
    Table real = adversary.table(random, 120);
    Table synthetic = adversary.table(random, 90);
    for (int i = 0; i < 20; i++) {
      synthetic.rows()[i] = real.rows()[3 * i].clone();
    }
    for (int i = 20; i < 40; i++) {
      synthetic.rows()[i] = real.rows()[2 * i].clone();
      synthetic.rows()[i][0] = Math.nextUp(synthetic.rows()[i][0]);
    }
    check(
        new Compared<>(real, synthetic),
        new ManifoldOptions(3, List.of(1, 5)),
        new LocalJoin.Cut(1, 50));
    check(
        new Compared<>(real, synthetic),
        new ManifoldOptions(3, List.of(1, 5)),
        new LocalJoin.Cut(1, 50, 2));
  }

  /** Balls of radius 0 count for realism although no pair of theirs is looked at. */
  @Test
  void aBallOfRadiusZeroGivesRealismZero() {
    Random random = new Random(-2);
    Adversary adversary = Adversary.values()[random.nextInt(Adversary.values().length)];
    Compared<Table> tables = new Compared<>(adversary.table(random, 7), adversary.table(random, 5));
    LocalJoin.Cut cut = new LocalJoin.Cut(1 + random.nextInt(3), 3);
    check(tables, new ManifoldOptions(1, List.of(1, 2)), cut);
  }

  @Property(tries = 60)
  void anySizeAndCutGivesBruteForce(@ForAll(supplier = AnyCase.Any.class) AnyCase any) {
    check(any.tables(), new ManifoldOptions(any.k(), List.of(1, 2)), any.cut());
  }

  private static LocalJoin check(
      Compared<Table> tables, ManifoldOptions options, LocalJoin.Cut cut) {
    LocalJoin join = new LocalJoin(tables, options, cut);
    Neighbourhood hood = Neighbourhood.of(options, tables.real().groups() != null);
    for (Radius radius : Radius.values()) {
      if (radius == Radius.GROUP_AWARE && tables.real().groups() == null) {
        continue;
      }
      for (int k : options.all()) {
        int series = radius.ordinal() * hood.ks().length + hood.at(k);
        checkScores(join, new BruteForce(tables, k, radius), series, k);
      }
    }
    BruteForce one = new BruteForce(tables, 1, Radius.PLAIN);
    if (tables.real().rows().length > 1) {
      assertThat(join.totals.authenticity(Radius.PLAIN)).isEqualTo(one.authenticity());
    }
    assertThat(join.totals.exactCopies()).isEqualTo(one.exact());
    BruteForce headline = new BruteForce(tables, options.k(), Radius.PLAIN);
    join.realRadii(options.k())
        .forEach((row, radius) -> assertThat(radius).isEqualTo(headline.realRadii[row]));
    join.smallestBalls()
        .forEach((row, square) -> assertThat(square).isEqualTo(headline.rarity(row)));
    return join;
  }

  private static void checkScores(LocalJoin join, BruteForce brute, int series, int k) {
    String what = "series " + series + ", k = " + k;
    assertThat(join.totals.realWithout(series)).as(what).isEqualTo(brute.without());
    assertThat(join.totals.precision(series)).as("precision, " + what).isEqualTo(brute.precision());
    assertThat(join.totals.recall(series)).as("recall, " + what).isEqualTo(brute.recall());
    assertThat(join.totals.density(series, k)).as("density, " + what).isEqualTo(brute.density());
    assertThat(join.totals.coverage(series)).as("coverage, " + what).isEqualTo(brute.coverage());
    assertThat(join.totals.closeCopies(series)).as("close, " + what).isEqualTo(brute.close());
    double realism = brute.realismMedian();
    if (realism >= 0) {
      assertThat(join.realism[series]).as("realism, " + what).isEqualTo(realism);
    }
  }
}
