package org.synthassay.manifold;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which neighbours make a row's ball.
 *
 * @param k the k of the headline scores (3 in Kynkäänniemi et al. 2019)
 * @param sweep further k, for the k curve; ascending
 */
public record ManifoldOptions(int k, List<Integer> sweep) implements Serializable {
  public ManifoldOptions {
    sweep = sweep.stream().sorted().distinct().toList();
    if (IntStream.concat(IntStream.of(k), sweep.stream().mapToInt(v -> v)).min().orElse(1) < 1) {
      throw new IllegalArgumentException("k must be >= 1, got k = " + k + ", sweep = " + sweep);
    }
    if (k > 1000 || sweep.stream().anyMatch(v -> v > 1000)) {
      throw new IllegalArgumentException("k must be <= 1000, got k = " + k + ", sweep = " + sweep);
    }
  }

  /** Every k asked for, ascending, each once. */
  public int[] all() {
    return Stream.concat(Stream.of(k), sweep.stream())
        .mapToInt(v -> v)
        .sorted()
        .distinct()
        .toArray();
  }
}
