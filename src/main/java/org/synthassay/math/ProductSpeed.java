package org.synthassay.math;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/** How fast one core multiplies float32 matrices: tried, in less than a second. */
public final class ProductSpeed {
  private static final int SIDE = 1024;
  private static final long NANOS = 500_000_000;

  private ProductSpeed() {}

  /** Multiplications and additions a second, the best of several tries. */
  public static double perSecond() {
    OpenBlas.oneThread();
    long size = (long) SIDE * SIDE;
    try (FloatPointer a = new FloatPointer(size);
        FloatPointer product = new FloatPointer(size)) {
      a.put(new float[SIDE * SIDE]);
      double best = Double.MAX_VALUE;
      long end = System.nanoTime() + NANOS;
      while (System.nanoTime() < end) {
        long start = System.nanoTime();
        cblas_sgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasTrans,
            SIDE,
            SIDE,
            SIDE,
            1,
            a,
            SIDE,
            a,
            SIDE,
            0,
            product,
            SIDE);
        best = Math.min(best, (System.nanoTime() - start) / 1e9);
      }
      return 2.0 * SIDE * SIDE * SIDE / best;
    }
  }
}
