package org.synthassay.manifold;

import java.io.Serializable;
import org.synthassay.calibration.Halving;

/**
 * Which neighbours are looked for.
 *
 * @param ks every k whose radius is wanted, ascending, 1 first (authenticity needs the nearest)
 * @param headline the k of the headline scores and of the neighbour lists across sets
 * @param grouped whether rows have groups, whose radii leave out the row's own group
 * @param halving of the set whose neighbours are looked for, for radii in halves
 */
public record Neighbourhood(int[] ks, int headline, boolean grouped, Halving halving)
    implements Serializable {
  private static final int MOST_KS = 30;
  private static final int LEAST_SLACK = 4;

  public Neighbourhood {
    if (ks.length > MOST_KS) {
      throw new IllegalArgumentException(
          "at most %d different k can be asked for, got %d".formatted(MOST_KS, ks.length));
    }
  }

  /** The radii that {@code options} ask for. */
  public static Neighbourhood of(ManifoldOptions options, boolean grouped) {
    int[] ks =
        java.util.stream.IntStream.concat(
                java.util.stream.IntStream.of(1), java.util.Arrays.stream(options.all()))
            .sorted()
            .distinct()
            .toArray();
    return new Neighbourhood(ks, options.k(), grouped, Halving.none());
  }

  /** The largest k. */
  public int depth() {
    return ks[ks.length - 1];
  }

  /** Where {@code k} stands in {@link #ks}. */
  public int at(int k) {
    return java.util.Arrays.binarySearch(ks, k);
  }

  /** Somewhat more neighbours than are looked for, all at once. */
  Neighbourhood wider() {
    int slack = Math.max(LEAST_SLACK, 2 * depth() / 5);
    return new Neighbourhood(new int[] {depth() + slack}, headline, grouped, halving.wider());
  }

  /** The same without groups. */
  public Neighbourhood plain() {
    return new Neighbourhood(ks, headline, false, halving);
  }

  /** The same with radii in halves. */
  public Neighbourhood halved(Halving halves) {
    return new Neighbourhood(ks, headline, grouped, halves);
  }

  /** How many kinds of radii rows have in halves: none, plain ones, group-aware ones too. */
  int halfRadii() {
    return halving.isNone() ? 0 : grouped ? 2 : 1;
  }
}
