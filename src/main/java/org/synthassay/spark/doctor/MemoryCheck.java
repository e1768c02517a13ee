package org.synthassay.spark.doctor;

import java.lang.management.ManagementFactory;
import org.apache.spark.SparkContext;
import org.synthassay.spark.run.Cluster;

/** The memory of an executor against what its tasks take. */
public final class MemoryCheck {
  /** What one core's task of the block join was run with: 0.9 GB of all. */
  private static final long HEAP_A_CORE = 512L << 20;

  private static final long BESIDE_A_CORE = 400L << 20;

  private MemoryCheck() {}

  /**
   * @param networkBytes of the network's file, which every executor holds once, and its results
   */
  public static Finding of(SparkContext context, Cluster cluster, long networkBytes) {
    long heap = HEAP_A_CORE * cluster.cores();
    long beside = BESIDE_A_CORE * cluster.cores() + 2 * networkBytes;
    long has = context.isLocal() ? machineBytes() - cluster.heapBytes() : cluster.overheadBytes();
    String found =
        "%d cores, heap %,d MB of %,d, beside it %,d MB of %,d"
            .formatted(
                cluster.cores(), mega(cluster.heapBytes()), mega(heap), mega(has), mega(beside));
    String heapKey =
        context.isLocal() ? "SYNTHASSAY_MEMORY (spark.driver.memory)" : "spark.executor.memory";
    if (cluster.heapBytes() < heap / 2) {
      return Finding.fault("memory", found, "raise " + heapKey + " to " + mega(heap) + "m");
    }
    if (cluster.heapBytes() < heap * 9 / 10) { // Java's collectors keep a part for themselves
      return Finding.warning("memory", found, "raise " + heapKey + " to " + mega(heap) + "m");
    }
    if (has < beside) {
      return Finding.warning(
          "memory",
          found,
          context.isLocal()
              ? "native libraries need what the heap leaves of this machine: lower the heap or the"
                  + " cores"
              : "native libraries need it: spark.executor.memoryOverhead=" + mega(beside) + "m");
    }
    return Finding.fine("memory", found);
  }

  private static long machineBytes() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean machine
        ? machine.getTotalMemorySize()
        : Long.MAX_VALUE;
  }

  private static long mega(long bytes) {
    return bytes >> 20;
  }
}
