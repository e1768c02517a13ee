package org.synthassay.bench;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.presets.openblas_nolapack;

/**
 * Nothing but the inner products that a comparison takes: both symmetric halves and all pairs
 * across, by sgemm in big blocks, one thread a core. Every block is the same rows, which are in
 * memory before the clock starts: what the hardware gives, not what a program that has to read its
 * rows can reach.
 */
record BareProducts(double seconds, double coreSeconds, double gigaflopsOfCore) {
  private static final int BLOCK = 2048;

  static BareProducts of(long rows, int dimension, int threads) throws Exception {
    openblas_nolapack.blas_set_num_threads(1);
    double pairs = rows * (rows - 1.0) + (double) rows * rows;
    long blocks = Math.max(threads, Math.round(pairs / BLOCK / BLOCK));
    AtomicLong left = new AtomicLong(blocks);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = System.nanoTime();
    List<Future<Double>> parts = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Callable<Double> part = () -> multiply(left, dimension);
      parts.add(pool.submit(part));
    }
    double cpu = 0;
    for (Future<Double> part : parts) {
      cpu += part.get();
    }
    double wall = (System.nanoTime() - start) / 1e9;
    pool.shutdown();
    double scale = pairs / ((double) blocks * BLOCK * BLOCK);
    return new BareProducts(wall * scale, cpu * scale, 2 * pairs * dimension / (cpu * scale) / 1e9);
  }

  private static double multiply(AtomicLong left, int dimension) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (FloatPointer a = new FloatPointer((long) BLOCK * dimension);
        FloatPointer b = new FloatPointer((long) BLOCK * dimension);
        FloatPointer c = new FloatPointer((long) BLOCK * BLOCK)) {
      for (long e = 0; e < (long) BLOCK * dimension; e++) {
        a.put(e, (e * 7919 % 1013) / 1013f - 0.5f);
        b.put(e, (e * 104729 % 997) / 997f - 0.5f);
      }
      long start = threads.getCurrentThreadCpuTime();
      while (left.getAndDecrement() > 0) {
        cblas_sgemm(
            CblasRowMajor,
            CblasNoTrans,
            CblasTrans,
            BLOCK,
            BLOCK,
            dimension,
            1,
            a,
            dimension,
            b,
            dimension,
            0,
            c,
            BLOCK);
      }
      return (threads.getCurrentThreadCpuTime() - start) / 1e9;
    }
  }
}
