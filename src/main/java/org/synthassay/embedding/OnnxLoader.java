package org.synthassay.embedding;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.types.DataType;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.synthassay.embedding.NetworkInput.Layout;

/** Loads ONNX files through DJL, which itself does not tell the input's shape. */
final class OnnxLoader {

  private OnnxLoader() {}

  static LoadedModel load(ModelFile file, Placement placement, List<Integer> sides) {
    Model model = DjlEngine.ONNXRUNTIME.newModel(placement);
    try (SessionOptions session = session(placement)) {
      TensorInfo input = declaredInput(file);
      model.load(file.path(), null, Map.of("sessionOptions", session));
      return described(model, file, input, sides);
    } catch (OrtException | IOException | MalformedModelException e) {
      model.close();
      throw new ModelException(
          file.uri(), "must be an ONNX file that runs on " + placement.device() + ", got " + e, e);
    } catch (RuntimeException e) {
      model.close();
      throw e;
    }
  }

  static SessionOptions session(Placement placement) throws OrtException {
    SessionOptions session = new SessionOptions();
    session.setIntraOpNumThreads(placement.threads());
    session.setInterOpNumThreads(1);
    // Threads that wait leave their core to the task's other work.
    session.addConfigEntry("session.intra_op.allow_spinning", "0");
    return session;
  }

  /** Read by a session of its own, unoptimised: cheap, and closed at once. */
  private static TensorInfo declaredInput(ModelFile file) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
      options.setIntraOpNumThreads(1);
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(file.path().toString(), options)) {
        Collection<NodeInfo> inputs = session.getInputInfo().values();
        if (inputs.size() != 1
            || !(inputs.iterator().next().getInfo() instanceof TensorInfo tensor)) {
          throw wrongInput(file, inputs.toString());
        }
        return tensor;
      }
    }
  }

  private static LoadedModel described(
      Model model, ModelFile file, TensorInfo input, List<Integer> asked) {
    long[] shape = input.getShape();
    boolean known = input.type == OnnxJavaType.FLOAT || input.type == OnnxJavaType.UINT8;
    if (!known || shape.length != 4 || (shape[1] != 3 && shape[1] > 0) || shape[2] != shape[3]) {
      throw wrongInput(file, input.type + " " + Arrays.toString(shape));
    }
    if (shape[0] > 1) {
      throw new ModelException(file.uri(), "the batch must be free or 1, got " + shape[0]);
    }
    DataType type = input.type == OnnxJavaType.UINT8 ? DataType.UINT8 : DataType.FLOAT32;
    int fixedSide = (int) Math.max(shape[2], 0);
    if (fixedSide > 0 && asked.size() == 1 && asked.get(0) != fixedSide) {
      throw new ModelException(
          file.uri(), "takes " + fixedSide + " pixels a side, but side = " + asked.get(0));
    }
    List<Integer> sides = fixedSide > 0 ? List.of(fixedSide) : asked;
    return new LoadedModel(
        model,
        "OnnxRuntime " + OrtEnvironment.getEnvironment().getVersion(),
        sides.stream().map(side -> new NetworkInput(side, type, Layout.PLANES)).toList(),
        fixedSide,
        shape[0] == 1 ? 1 : Integer.MAX_VALUE);
  }

  private static ModelException wrongInput(ModelFile file, String got) {
    return new ModelException(
        file.uri(), "must take one input N×3×side×side of float32 or uint8, got " + got);
  }
}
