package org.synthassay.embedding;

import java.io.Serializable;

/**
 * Where an encoder runs: the CPU or one GPU, beside the threads that its task owns.
 *
 * @param gpuIndex the GPU's index on this machine, or −1 for the CPU
 * @param threads cores of the task: what the engine may use for one batch
 */
public record Placement(int gpuIndex, int threads) implements Serializable {

  public Placement {
    if (gpuIndex < -1) {
      throw new IllegalArgumentException("gpuIndex must be >= -1, got " + gpuIndex);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, got " + threads);
    }
  }

  /** The CPU, with {@code threads} cores. */
  public static Placement cpu(int threads) {
    return new Placement(-1, threads);
  }

  public boolean isGpu() {
    return gpuIndex >= 0;
  }

  /** {@code cpu}, or {@code gpu:0} and so on. */
  public String device() {
    return isGpu() ? "gpu:" + gpuIndex : "cpu";
  }
}
