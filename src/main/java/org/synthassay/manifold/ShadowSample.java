package org.synthassay.manifold;

import java.util.Arrays;
import org.synthassay.math.LeadingDirections;
import org.synthassay.math.SquaredDistance;

/** How many directions shadows should have, tried on a sample of rows; 0 where none pays. */
public final class ShadowSample {
  private static final int PROBES = 64;
  private static final int[] CHOICES = {16, 24, 32, 48, 64, 96, 128, 192, 256};

  /** What a pair that shadows leave over costs, in products of d terms: measured. */
  private static final double COST_OF_A_LOOK = 12;

  /** Shadows must promise to save this share of the products to be worth their files. */
  private static final double WORTH = 0.7;

  private final float[] rows;
  private final Frame whole;
  private final int dimension;
  private final int count;
  private final double[][] squares;

  /**
   * @param rows count × dimension values
   */
  public ShadowSample(float[] rows, Frame whole) {
    this.rows = rows;
    this.whole = whole;
    this.dimension = whole.centre().length;
    this.count = rows.length / dimension;
    this.squares = squares();
  }

  private int probes() {
    return Math.min(PROBES, count);
  }

  private int probe(int p) {
    return (int) ((long) p * count / probes());
  }

  private double[][] squares() {
    double[][] result = new double[probes()][count];
    for (int p = 0; p < result.length; p++) {
      for (int j = 0; j < count; j++) {
        result[p][j] =
            SquaredDistance.between(rows, probe(p) * dimension, rows, j * dimension, dimension);
      }
    }
    return result;
  }

  /**
   * The cheapest number of directions.
   *
   * @param rank which neighbour in the sample is as near as those that are looked for
   */
  public int directions(LeadingDirections all, double rank) {
    float[] shadows = all.shadows(rows, count, whole.centre(), 1);
    int best = 0;
    double least = WORTH * dimension;
    for (int choice : CHOICES) {
      if (choice <= all.count()) {
        double cost = choice + 1 + 2 * COST_OF_A_LOOK * dimension * left(shadows, choice, rank);
        if (cost < least) {
          least = cost;
          best = choice;
        }
      }
    }
    return best;
  }

  /** The share of pairs that {@code choice} directions leave over. */
  private double left(float[] shadows, int choice, double rank) {
    int width = shadows.length / count;
    long left = 0;
    for (int p = 0; p < probes(); p++) {
      double[] sorted = squares[p].clone();
      Arrays.sort(sorted);
      double reach = sorted[Math.min(count - 1, (int) Math.ceil(rank))];
      for (int j = 0; j < count; j++) {
        left += between(shadows, probe(p) * width, j * width, choice) <= reach ? 1 : 0;
      }
    }
    return (double) left / ((double) probes() * count);
  }

  /** The squared distance of two shadows on the first {@code choice} directions only. */
  private double between(float[] shadows, int a, int b, int choice) {
    int width = shadows.length / count;
    double sum = 0;
    double leftOfA = 0;
    double leftOfB = 0;
    for (int c = 0; c < width; c++) {
      if (c < choice) {
        double difference = (double) shadows[a + c] - shadows[b + c];
        sum += difference * difference;
      } else {
        leftOfA += (double) shadows[a + c] * shadows[a + c];
        leftOfB += (double) shadows[b + c] * shadows[b + c];
      }
    }
    double left = Math.sqrt(leftOfA) - Math.sqrt(leftOfB);
    return sum + left * left;
  }
}
