package org.synthassay.manifold;

import java.util.Arrays;
import org.synthassay.math.Compared;
import org.synthassay.math.SquaredDistance;

/** Every score of one k by float64 distances of all pairs, written as the definitions read. */
final class BruteForce {
  final double[] realRadii;
  final double[] syntheticRadii;
  final double[][] across;
  private final double[][] real;
  private final int k;

  BruteForce(Compared<Table> tables, int k, Radius radius) {
    this.k = k;
    this.real = squares(tables.real(), tables.real());
    double[][] synthetic = squares(tables.synthetic(), tables.synthetic());
    this.across = squares(tables.real(), tables.synthetic());
    this.realRadii = radii(real, k, tables.real(), radius);
    this.syntheticRadii = radii(synthetic, k, tables.synthetic(), radius);
  }

  static double[][] squares(Table a, Table b) {
    double[][] result = new double[a.rows().length][b.rows().length];
    for (int i = 0; i < result.length; i++) {
      for (int j = 0; j < b.rows().length; j++) {
        result[i][j] = SquaredDistance.between(a.rows()[i], 0, b.rows()[j], 0, a.dimension());
      }
    }
    return result;
  }

  private static double[] radii(double[][] squares, int k, Table table, Radius radius) {
    boolean grouped = radius == Radius.GROUP_AWARE && table.groups() != null;
    double[] result = new double[squares.length];
    for (int i = 0; i < squares.length; i++) {
      int row = i;
      double[] candidates =
          java.util.stream.IntStream.range(0, squares.length)
              .filter(j -> grouped ? table.group(j) != table.group(row) : j != row)
              .mapToDouble(j -> squares[row][j])
              .sorted()
              .toArray();
      result[i] = candidates.length < k ? -1 : candidates[k - 1];
    }
    return result;
  }

  long without() {
    return Arrays.stream(realRadii).filter(r -> r < 0).count();
  }

  double precision() {
    return share(syntheticRadii.length, y -> anyX(x -> across[x][y] <= realRadii[x]));
  }

  double recall() {
    return share(realRadii.length, x -> anyY(y -> across[x][y] <= syntheticRadii[y]));
  }

  double coverage() {
    return share(realRadii.length, x -> anyY(y -> across[x][y] <= realRadii[x]));
  }

  double density() {
    long count = 0;
    for (int x = 0; x < realRadii.length; x++) {
      for (int y = 0; y < syntheticRadii.length; y++) {
        count += across[x][y] <= realRadii[x] ? 1 : 0;
      }
    }
    return count / ((double) k * syntheticRadii.length);
  }

  int nearestReal(int y) {
    int nearest = 0;
    for (int x = 1; x < realRadii.length; x++) {
      nearest = across[x][y] < across[nearest][y] ? x : nearest;
    }
    return nearest;
  }

  double authenticity() {
    return share(
        syntheticRadii.length,
        y -> {
          int x = nearestReal(y);
          double own = Double.POSITIVE_INFINITY;
          for (int j = 0; j < real.length; j++) {
            own = j == x ? own : Math.min(own, real[x][j]);
          }
          return across[x][y] > own;
        });
  }

  long exact() {
    return count(syntheticRadii.length, y -> across[nearestReal(y)][y] == 0);
  }

  long close() {
    return count(
        syntheticRadii.length,
        y -> {
          int x = nearestReal(y);
          return across[x][y] > 0 && 4 * across[x][y] < realRadii[x];
        });
  }

  double realismMedian() {
    double median = median(Arrays.stream(realRadii).filter(r -> r >= 0).map(Math::sqrt).toArray());
    double[] realism = new double[syntheticRadii.length];
    Arrays.fill(realism, -1);
    for (int x = 0; x < realRadii.length; x++) {
      if (realRadii[x] < 0 || Math.sqrt(realRadii[x]) > median) {
        continue;
      }
      for (int y = 0; y < realism.length; y++) {
        double ratio =
            across[x][y] == 0 ? Double.POSITIVE_INFINITY : Math.sqrt(realRadii[x] / across[x][y]);
        realism[y] = Math.max(realism[y], ratio);
      }
    }
    return median(realism);
  }

  static double median(double[] values) {
    Arrays.sort(values);
    int n = values.length;
    if (n == 0) {
      return Double.NaN;
    }
    double low = values[(n - 1) / 2];
    double high = values[n / 2];
    return low == high ? low : (low + high) / 2;
  }

  /** The smallest radius of a real ball that holds y, −1 outside all. */
  double rarity(int y) {
    double smallest = -1;
    for (int x = 0; x < realRadii.length; x++) {
      if (across[x][y] <= realRadii[x] && (smallest < 0 || realRadii[x] < smallest)) {
        smallest = realRadii[x];
      }
    }
    return smallest;
  }

  private boolean anyX(java.util.function.IntPredicate test) {
    return java.util.stream.IntStream.range(0, realRadii.length).anyMatch(test);
  }

  private boolean anyY(java.util.function.IntPredicate test) {
    return java.util.stream.IntStream.range(0, syntheticRadii.length).anyMatch(test);
  }

  private static long count(int n, java.util.function.IntPredicate test) {
    return java.util.stream.IntStream.range(0, n).filter(test).count();
  }

  private static double share(int n, java.util.function.IntPredicate test) {
    return count(n, test) / (double) n;
  }
}
