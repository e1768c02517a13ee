package org.synthassay.embedding;

import ai.djl.util.cuda.CudaUtils;
import ai.onnxruntime.OrtEnvironment;

/** What of the networks' engines there is on this machine. */
public final class Engines {
  private Engines() {}

  /** Loads ONNX Runtime and tells its version. */
  public static String onnxRuntime() {
    DjlEngine.ONNXRUNTIME.start(); // whose own version is that of the one it was built with
    return OrtEnvironment.getEnvironment().getVersion();
  }

  /** Loads PyTorch and tells its version. */
  public static String pyTorch() {
    return DjlEngine.PYTORCH.start().getVersion();
  }

  /** GPUs that CUDA sees; 0 where there is no CUDA. */
  public static int gpus() {
    return CudaUtils.getGpuCount();
  }
}
