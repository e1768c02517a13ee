package org.synthassay.embedding;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Which network turns pixels into embeddings, and how.
 *
 * @param model {@code builtin:gist}, or the path of a TorchScript (.pt) or ONNX (.onnx) file
 * @param side of the network's input in pixels; null: what the file says, else 299, else 224
 * @param sha256 that the file must have, lower-case hex; null: any
 * @param output of several that is the embedding, by name or place from 0; null: the only one
 */
public record EmbeddingOptions(
    String model,
    EngineChoice engine,
    ResizeMode resize,
    Normalisation normalise,
    int batch,
    DeviceChoice device,
    @Nullable Integer side,
    @Nullable String sha256,
    @Nullable String output)
    implements Serializable {

  public static final String GIST = "builtin:gist";

  /** Of a network with one output. */
  public EmbeddingOptions(
      String model,
      EngineChoice engine,
      ResizeMode resize,
      Normalisation normalise,
      int batch,
      DeviceChoice device,
      @Nullable Integer side,
      @Nullable String sha256) {
    this(model, engine, resize, normalise, batch, device, side, sha256, null);
  }

  public EmbeddingOptions {
    boolean builtin = model.equals(GIST);
    if (!builtin && NetworkFormat.of(model).isEmpty()) {
      throw new IllegalArgumentException(
          "model must be " + GIST + " or end in .onnx or .pt, got " + model);
    }
    if (builtin && (resize != ResizeMode.AUTO || normalise != Normalisation.AUTO)) {
      throw new IllegalArgumentException(
          GIST + " defines its own resize and normalise: leave both at auto");
    }
    if (builtin && (side != null || sha256 != null || output != null)) {
      throw new IllegalArgumentException(
          GIST + " defines its own side and output and has no file to check");
    }
    if (batch < 1) {
      throw new IllegalArgumentException("batch must be >= 1, got " + batch);
    }
  }

  /**
   * What an embedding depends on: all but where and how many at a time it is made, and where the
   * file lies, which {@link ModelFacts#sha256} tells from others.
   */
  public EmbeddingOptions forFingerprint() {
    String name = model.substring(model.lastIndexOf('/') + 1);
    return new EmbeddingOptions(
        name, engine, resize, normalise, 1, DeviceChoice.AUTO, side, sha256, output);
  }

  /** Which engine runs the network; auto takes the one that the file's type needs. */
  public enum EngineChoice {
    AUTO,
    ONNXRUNTIME,
    PYTORCH
  }

  /** How an image is scaled to the network's input side. */
  public enum ResizeMode {
    /** What the model defines: its own for a built-in one, TF1 for a file. */
    AUTO,
    /** Bilinear as in TensorFlow 1: source = target·in/out, no antialias; as published FIDs. */
    TF1,
    /** Bicubic with antialias in float, clipped, not rounded; as clean-fid. */
    CLEAN,
    /** The network scales by itself. */
    NONE
  }

  /** How 0..255 becomes the network's input. */
  public enum Normalisation {
    /** What the model defines: its own for a built-in one, FID for a file. */
    AUTO,
    /** (v − 128) / 128. */
    FID,
    /** (v/255 − mean) / deviation of ImageNet, a channel at a time. */
    IMAGENET,
    /** v / 255. */
    UNIT,
    /** 0..255 as uint8. */
    RAW
  }

  /** Where the network runs. */
  public enum DeviceChoice {
    /** The GPU that Spark's resource scheduling gives the task, else the CPU. */
    AUTO,
    CPU,
    /** A GPU; fails fast where there is none. */
    GPU
  }
}
