package org.synthassay.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;
import org.synthassay.image.Pixels;

/**
 * Core-milliseconds an image on one thread: {@code builtin:gist}, and each model file named, with
 * ONNX Runtime alone on tensors of the same shape beside it; rounds alternate.
 */
final class EncoderBenchmark {

  private static final int BATCH = 32;
  private static final int ROUNDS = 4;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private EncoderBenchmark() {}

  public static void main(String[] models) throws OrtException {
    List<Pixels> images =
        IntStream.range(0, BATCH).mapToObj(i -> ImageFixture.colour(256, 256, i)).toList();
    measure("gist", () -> {}, EmbeddingOptions.GIST, ResizeMode.AUTO, images);
    for (String model : models) {
      for (ResizeMode resize : List.of(ResizeMode.TF1, ResizeMode.CLEAN)) {
        if (model.endsWith(".onnx")) {
          againstBareSession(model, resize, images);
        } else {
          measure(model, () -> {}, model, resize, images);
        }
      }
    }
  }

  private static void againstBareSession(String model, ResizeMode resize, List<Pixels> images)
      throws OrtException {
    ByteBuffer values =
        ByteBuffer.allocateDirect(4 * BATCH * 3 * 299 * 299).order(ByteOrder.nativeOrder());
    long[] shape = {BATCH, 3, 299, 299};
    Encoder.open(options(model, resize), Path.of(model), Placement.cpu(1)).close();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (SessionOptions options = new SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(model, options);
          OnnxTensor tensor = OnnxTensor.createTensor(environment, values.asFloatBuffer(), shape)) {
        Runnable bare = () -> run(session, tensor);
        measure(model, bare, model, resize, images);
      }
    }
  }

  private static void run(OrtSession session, OnnxTensor tensor) {
    try (OrtSession.Result result = session.run(Map.of("images", tensor))) {
      result.get(0).getValue();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void measure(
      String name, Runnable bare, String model, ResizeMode resize, List<Pixels> images) {
    try (Encoder encoder = Encoder.open(options(model, resize), Path.of(model), Placement.cpu(1))) {
      encoder.embed(images);
      encoder.embed(images);
      bare.run();
      for (int round = 0; round < ROUNDS; round++) {
        double ours = milliseconds(() -> encoder.embed(images));
        double alone = milliseconds(bare);
        System.out.printf(
            "%s %s: encoder %.2f, ONNX Runtime alone %.2f core-ms an image%n",
            name, resize, ours, alone);
      }
    }
  }

  private static double milliseconds(Runnable work) {
    long start = THREADS.getCurrentThreadCpuTime();
    work.run();
    return (THREADS.getCurrentThreadCpuTime() - start) / 1e6 / BATCH;
  }

  private static EmbeddingOptions options(String model, ResizeMode resize) {
    return new EmbeddingOptions(
        model, EngineChoice.AUTO, resize, Normalisation.AUTO, BATCH, DeviceChoice.CPU, null, null);
  }
}
