package org.synthassay.spatial;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Grey-level co-occurrence at distance 1, four directions in one sweep, as whole counts. */
final class Cooccurrence {
  private static final int LEVELS = 256;

  /** Log₂ of level · 256 · 4 and of level · 4: the index of a pair of levels. */
  private static final int FIRST = 10;

  private static final int SECOND = 2;

  /** Ordered pairs, (first · 256 + second) · 4 + angle: a pair's four cells lie together. */
  private final int[] counts = new int[LEVELS * LEVELS * 4];

  private final AngleSums right = new AngleSums();
  private final AngleSums downRight = new AngleSums();
  private final AngleSums down = new AngleSums();
  private final AngleSums downLeft = new AngleSums();

  void clear() {
    Arrays.fill(counts, 0);
  }

  /** Adds a row's pairs with itself and with the row below, where there is one. */
  void add(int[] here, int @Nullable [] below, int width) {
    if (below == null) {
      for (int x = 1; x < width; x++) {
        counts[here[x - 1] << FIRST | here[x] << SECOND]++;
      }
    } else {
      add(counts, here, below, width);
    }
  }

  private static void add(int[] counts, int[] here, int[] below, int width) {
    int first = here[0] << FIRST;
    int under = below[0] << SECOND;
    counts[(first | under) + 2]++;
    for (int x = 1; x < width; x++) {
      int next = here[x];
      int underNext = below[x] << SECOND;
      counts[first | next << SECOND]++;
      counts[(first | underNext) + 1]++;
      first = next << FIRST;
      counts[(first | underNext) + 2]++;
      counts[(first | under) + 3]++;
      under = underNext;
    }
  }

  /** Sums the cells that were hit, a pair's two orders together: half the symmetric matrix. */
  void sum() {
    right.clear();
    downRight.clear();
    down.clear();
    downLeft.clear();
    int[] c = counts;
    for (int low = 0; low < LEVELS; low++) {
      sum(c, low << FIRST | low << SECOND);
      for (int high = low + 1; high < LEVELS; high++) {
        int cell = low << FIRST | high << SECOND;
        int turned = high << FIRST | low << SECOND;
        if (isHit(c, cell) || isHit(c, turned)) {
          right.add(c[cell] + c[turned], high - low);
          downRight.add(c[cell + 1] + c[turned + 1], high - low);
          down.add(c[cell + 2] + c[turned + 2], high - low);
          downLeft.add(c[cell + 3] + c[turned + 3], high - low);
        }
      }
    }
  }

  /** The mean of a feature over the four directions, after {@link #sum}. */
  double mean(ToDoubleFunction<AngleSums> feature) {
    return (feature.applyAsDouble(right)
            + feature.applyAsDouble(downRight)
            + feature.applyAsDouble(down)
            + feature.applyAsDouble(downLeft))
        / 4;
  }

  private void sum(int[] c, int diagonal) {
    right.add(c[diagonal], 0);
    downRight.add(c[diagonal + 1], 0);
    down.add(c[diagonal + 2], 0);
    downLeft.add(c[diagonal + 3], 0);
  }

  private static boolean isHit(int[] c, int cell) {
    return (c[cell] | c[cell + 1] | c[cell + 2] | c[cell + 3]) != 0;
  }
}
