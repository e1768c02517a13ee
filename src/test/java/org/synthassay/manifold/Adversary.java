package org.synthassay.manifold;

import java.util.Random;

/** Embeddings that are hard for a float32 sieve. */
enum Adversary {
  ORDINARY {
    @Override
    float value(Random random, int row, int column) {
      return (float) random.nextGaussian();
    }
  },
  FAR_FROM_ZERO {
    @Override
    float value(Random random, int row, int column) {
      return 1e6f + (float) random.nextGaussian();
    }
  },
  HUGE_NORMS {
    @Override
    float value(Random random, int row, int column) {
      return (float) (1e6 * random.nextGaussian());
    }
  },
  BEYOND_FLOAT_SQUARES {
    @Override
    float value(Random random, int row, int column) {
      return (float) (1e30 * random.nextGaussian());
    }
  },
  TINY {
    @Override
    float value(Random random, int row, int column) {
      return (float) (1e-6 * random.nextGaussian());
    }
  },
  SUBNORMAL {
    @Override
    float value(Random random, int row, int column) {
      return (float) (1e-42 * random.nextGaussian());
    }
  },
  MIXED_SCALES {
    @Override
    float value(Random random, int row, int column) {
      return (float) (Math.pow(10, row % 12 - 6) * random.nextGaussian());
    }
  },
  CONSTANT_ROWS {
    @Override
    float value(Random random, int row, int column) {
      return row % 5;
    }
  },
  NEAR_COPIES {
    @Override
    float value(Random random, int row, int column) {
      return (float) (Math.sin(1 + column * (row % 4)) * (1 + 1e-7 * random.nextGaussian()));
    }
  },
  COLLAPSED {
    @Override
    float value(Random random, int row, int column) {
      return (float) Math.cos(column);
    }
  },
  LATTICE {
    @Override
    float value(Random random, int row, int column) {
      return random.nextInt(2);
    }
  },
  SIGNED_ZEROS {
    @Override
    float value(Random random, int row, int column) {
      return random.nextBoolean() ? 0f : -0f;
    }
  };

  private static final int DIMENSION = 19;

  abstract float value(Random random, int row, int column);

  /** {@code n} rows, of which some repeat, every second time with groups of all sizes. */
  Table table(Random random, int n) {
    float[][] rows = new float[n][DIMENSION];
    int[] groups = new int[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < DIMENSION; j++) {
        rows[i][j] = value(random, i, j);
      }
      if (i > 0 && random.nextInt(10) == 0) {
        rows[i] = rows[random.nextInt(i)].clone();
      }
      groups[i] = random.nextInt(3) == 0 ? 0 : random.nextInt(n);
    }
    return new Table(rows, groups);
  }
}
