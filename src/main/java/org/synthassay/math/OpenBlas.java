package org.synthassay.math;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.presets.openblas_nolapack;

/** How this process uses OpenBLAS: one thread a call, because tasks are what runs in parallel. */
final class OpenBlas {
  private OpenBlas() {}

  static void oneThread() {
    Loaded.once();
  }

  private static final class Loaded {
    static {
      Loader.load(openblas.class);
      openblas_nolapack.blas_set_num_threads(1);
    }

    static void once() {}
  }
}
