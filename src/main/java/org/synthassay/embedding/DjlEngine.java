package org.synthassay.embedding;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;

/** DJL's engines, started our way: offline, without telemetry, one engine not starting another. */
enum DjlEngine {
  ONNXRUNTIME("OnnxRuntime"),
  PYTORCH("PyTorch");

  static {
    // Read by DJL when it loads; offline also keeps it from calling home. Set values stay.
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("ai.djl.onnx.disable_alternative", "true");
    setIfAbsent("ai.djl.pytorch.num_interop_threads", "1");
  }

  private final String djlName;

  DjlEngine(String djlName) {
    this.djlName = djlName;
  }

  /** The engine that the model's file type needs; a choice that contradicts it is refused. */
  static DjlEngine of(EmbeddingOptions options) {
    EngineChoice only = NetworkFormat.required(options.model()).engine();
    DjlEngine needed = valueOf(only.name());
    EngineChoice choice = options.engine();
    if (choice != EngineChoice.AUTO && choice != only) {
      throw ModelException.of(
          "engine",
          options.model(),
          "engine must be auto or " + needed.djlName + ", got " + choice);
    }
    return needed;
  }

  /** Started once a JVM: DJL takes no environment of ONNX Runtime that another began. */
  Engine start() {
    if (this == ONNXRUNTIME) {
      OnnxTelemetry.disable();
    }
    return Engine.getEngine(djlName);
  }

  /** An empty DJL model on the placement's device. */
  Model newModel(Placement placement) {
    Engine engine = start();
    if (this == PYTORCH) {
      // One setting a JVM: each calling thread gets a team of this size.
      JniUtils.setNumThreads(placement.threads());
    }
    Device device = placement.isGpu() ? Device.gpu(placement.gpuIndex()) : Device.cpu();
    return engine.newModel("embedding", device);
  }

  String djlName() {
    return djlName;
  }

  private static void setIfAbsent(String key, String value) {
    if (System.getProperty(key) == null) {
      System.setProperty(key, value);
    }
  }
}
