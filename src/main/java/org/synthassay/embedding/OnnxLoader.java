package org.synthassay.embedding;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Loads ONNX files through DJL, which itself does not tell the input's shape. */
final class OnnxLoader {

  private OnnxLoader() {}

  static LoadedModel load(ModelFile file, Placement placement, List<Integer> sides) {
    Model model = DjlEngine.ONNXRUNTIME.newModel(placement);
    try (SessionOptions session = session(placement)) {
      Declared declared = declared(file);
      model.load(file.path(), null, Map.of("sessionOptions", session));
      return described(model, file, declared, sides);
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

  /** What a file says of itself. */
  private record Declared(List<TensorPort> inputs, List<TensorPort> outputs) {}

  /** Read by a session of its own, unoptimised: cheap, and closed at once. */
  private static Declared declared(ModelFile file) throws OrtException {
    try (SessionOptions options = new SessionOptions()) {
      options.setOptimizationLevel(SessionOptions.OptLevel.NO_OPT);
      options.setIntraOpNumThreads(1);
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(file.path().toString(), options)) {
        return new Declared(
            OnnxTensors.ports(session.getInputInfo().values()),
            OnnxTensors.ports(session.getOutputInfo().values()));
      }
    }
  }

  private static LoadedModel described(
      Model model, ModelFile file, Declared declared, List<Integer> asked) {
    OnnxInputs inputs = OnnxInputs.of(file.uri(), declared.inputs());
    int fixedSide = inputs.fixedSide();
    if (fixedSide > 0 && asked.size() == 1 && asked.get(0) != fixedSide) {
      throw ModelException.of(
          "side", file.uri(), "takes " + fixedSide + " pixels a side, but side = " + asked.get(0));
    }
    return new LoadedModel(
        model,
        "OnnxRuntime " + OrtEnvironment.getEnvironment().getVersion(),
        inputs.candidates(fixedSide > 0 ? List.of(fixedSide) : asked),
        fixedSide,
        inputs.maxBatch(),
        declared.outputs());
  }
}
