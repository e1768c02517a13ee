package org.synthassay.math;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;

/** How this process uses OpenBLAS: one thread a call, because tasks are what runs in parallel. */
public final class OpenBlas {
  private OpenBlas() {}

  /** Loads it and tells how many threads a call takes. */
  public static String loaded() {
    Loaded.once();
    return "loaded, threads a call: " + openblas_nolapack.blas_get_num_threads();
  }

  static void oneThread() {
    Loaded.once();
  }

  /**
   * All cores for a call on the driver, beside which no task computes. Calls of other threads
   * meanwhile take more threads too, which slows them but changes nothing else.
   */
  public static <T> T onAllCores(Supplier<T> call) {
    Loaded.once();
    openblas_nolapack.blas_set_num_threads(Runtime.getRuntime().availableProcessors());
    try {
      return call.get();
    } finally {
      openblas_nolapack.blas_set_num_threads(1);
    }
  }

  private static final class Loaded {
    static {
      SystemBlas.keepOut();
      Loader.load(openblas.class);
      openblas_nolapack.blas_set_num_threads(1);
    }

    static void once() {}
  }
}
