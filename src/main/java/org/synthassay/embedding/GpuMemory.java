package org.synthassay.embedding;

import ai.djl.Device;
import ai.djl.util.cuda.CudaUtils;
import java.lang.management.MemoryUsage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How full a GPU's memory is, all of its users together. */
final class GpuMemory {
  /** Of the device: what twice as much may fill, which leaves room for other tasks' batches. */
  private static final double BUDGET = 0.8;

  private static final Logger LOG = LoggerFactory.getLogger(GpuMemory.class);

  private GpuMemory() {}

  /** Whether twice of what is in use stays in the budget; no where CUDA does not tell. */
  static boolean holdsTwice(Placement placement) {
    try {
      MemoryUsage memory = CudaUtils.getGpuMemory(Device.gpu(placement.gpuIndex()));
      return 2.0 * memory.getUsed() <= BUDGET * memory.getMax();
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("{} does not tell its memory", placement.device(), e);
      return false;
    }
  }
}
