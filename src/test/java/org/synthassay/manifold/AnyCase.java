package org.synthassay.manifold;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import org.synthassay.math.Compared;

/** Two small sets of some adversary's rows, and some cut of their pairs. */
record AnyCase(long seed, int n, int m, int k, int chunk, int directions) {

  /** Any of them. */
  static final class Any implements ArbitrarySupplier<AnyCase> {
    @Override
    public Arbitrary<AnyCase> get() {
      return Combinators.combine(
              Arbitraries.longs(),
              Arbitraries.integers().between(1, 40),
              Arbitraries.integers().between(1, 40),
              Arbitraries.integers().between(1, 6),
              Arbitraries.integers().between(1, 45),
              Arbitraries.integers().between(0, 5))
          .as(AnyCase::new);
    }
  }

  Compared<Table> tables() {
    Random random = new Random(seed);
    Adversary adversary = Adversary.values()[random.nextInt(Adversary.values().length)];
    return new Compared<>(adversary.table(random, n), adversary.table(random, m));
  }

  LocalJoin.Cut cut() {
    return new LocalJoin.Cut(1 + Math.floorMod(seed, 3), chunk, directions);
  }
}
