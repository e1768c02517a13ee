package org.synthassay.embedding;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;

/** How full a GPU's memory is, all of its users together. */
final class GpuMemory {
  /** Of the device: what twice as much may fill, which leaves room for other tasks' batches. */
  private static final double BUDGET = 0.8;

  private GpuMemory() {}

  /** Whether twice of what is in use stays in the budget. */
  static boolean holdsTwice(Placement placement) {
    MemoryUsage memory = CudaUtils.getGpuMemory(Device.gpu(placement.gpuIndex()));
    return 2.0 * memory.getUsed() <= BUDGET * memory.getMax();
  }
}
