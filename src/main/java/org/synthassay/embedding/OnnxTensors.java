package org.synthassay.embedding;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An ONNX file of any inputs in a session of ONNX Runtime: tensors go in without a copy. */
record OnnxTensors(
    String uri, OrtSession session, List<TensorPort> inputs, List<TensorPort> outputs)
    implements TensorNetwork {

  static OnnxTensors load(String uri, Path file, Placement placement) {
    DjlEngine.ONNXRUNTIME.start();
    try (SessionOptions options = OnnxLoader.session(placement)) {
      if (placement.isGpu()) {
        options.addCUDA(placement.gpuIndex());
      }
      OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString(), options);
      return new OnnxTensors(
          uri,
          session,
          ports(session.getInputInfo().values()),
          ports(session.getOutputInfo().values()));
    } catch (OrtException e) {
      throw new ModelException(
          uri,
          "must be an ONNX file that runs on " + placement.device() + ", got " + e.getMessage(),
          e);
    }
  }

  static List<TensorPort> ports(Collection<NodeInfo> nodes) {
    return nodes.stream()
        .map(
            node ->
                node.getInfo() instanceof TensorInfo tensor
                    ? new TensorPort(
                        node.getName(),
                        tensor.type.name().toLowerCase(Locale.ROOT),
                        Arrays.stream(tensor.getShape()).boxed().toList())
                    : new TensorPort(node.getName(), "no tensor", List.of()))
        .toList();
  }

  @Override
  public String engine() {
    return "OnnxRuntime " + OrtEnvironment.getEnvironment().getVersion();
  }

  @Override
  public TensorOutput run(List<TensorInput> given, @Nullable String output) {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try {
      for (TensorInput input : given) {
        tensors.put(input.name(), tensor(input));
      }
      String name = output == null ? outputs.get(0).name() : output;
      try (OrtSession.Result result = session.run(tensors, Set.of(name))) {
        OnnxTensor tensor = (OnnxTensor) result.get(0);
        FloatBuffer copied = tensor.getFloatBuffer();
        float[] values = new float[copied.remaining()];
        copied.get(values);
        return new TensorOutput(
            values, Arrays.stream(tensor.getInfo().getShape()).boxed().toList());
      }
    } catch (OrtException e) {
      throw new ModelException(uri, "failed: " + e.getMessage(), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private static OnnxTensor tensor(TensorInput input) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    long[] shape = input.shape();
    return switch (input.element()) {
      case FLOAT -> OnnxTensor.createTensor(environment, input.buffer().asFloatBuffer(), shape);
      case INT32 -> OnnxTensor.createTensor(environment, input.buffer().asIntBuffer(), shape);
      case INT64 -> OnnxTensor.createTensor(environment, input.buffer().asLongBuffer(), shape);
    };
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}
