package org.synthassay.generator;

/**
 * NumPy's {@code RandomState(seed).randn}: MT19937 (Matsumoto & Nishimura 1998) from init_genrand,
 * 53-bit doubles, the polar method of Marsaglia; bit for bit, so that StyleGAN's seeds replay.
 */
final class NumpyNormals {

  private static final int N = 624;
  private static final int M = 397;

  private final int[] state = new int[N];
  private int next = N;
  private double kept;
  private boolean hasKept;

  NumpyNormals(int seed) {
    state[0] = seed;
    for (int i = 1; i < N; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
  }

  double next() {
    if (hasKept) {
      hasKept = false;
      return kept;
    }
    double x;
    double y;
    double square;
    do {
      x = 2 * unit() - 1;
      y = 2 * unit() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square == 0);
    double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
    kept = factor * x;
    hasKept = true;
    return factor * y;
  }

  private double unit() {
    int high = word() >>> 5;
    int low = word() >>> 6;
    return (high * 0x1p26 + low) * 0x1p-53;
  }

  private int word() {
    if (next == N) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  private void twist() {
    for (int i = 0; i < N; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % N] & 0x7FFFFFFF);
      state[i] = state[(i + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908B0DF);
    }
    next = 0;
  }
}
