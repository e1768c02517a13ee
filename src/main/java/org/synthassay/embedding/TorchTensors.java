package org.synthassay.embedding;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.NoBatchifyTranslator;
import ai.djl.translate.TranslateException;
import ai.djl.translate.TranslatorContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A TorchScript file of any inputs, by position: it tells neither names nor shapes. */
record TorchTensors(String uri, Model model) implements TensorNetwork {

  static TorchTensors load(String uri, Path file, Placement placement) {
    Model model = DjlEngine.PYTORCH.newModel(placement);
    try {
      model.load(file, null, Map.of("mapLocation", "true"));
      return new TorchTensors(uri, model);
    } catch (IOException | MalformedModelException | EngineException e) {
      model.close();
      throw new ModelException(
          uri, "must be a TorchScript file that runs on " + placement.device() + ", got " + e, e);
    }
  }

  @Override
  public String engine() {
    return "PyTorch " + Engine.getEngine(DjlEngine.PYTORCH.djlName()).getVersion();
  }

  @Override
  public List<TensorPort> inputs() {
    return List.of();
  }

  @Override
  public List<TensorPort> outputs() {
    return List.of();
  }

  @Override
  public TensorOutput run(List<TensorInput> inputs, @Nullable String output) {
    try (Predictor<List<TensorInput>, TensorOutput> predictor = model.newPredictor(new Tensors())) {
      return predictor.predict(inputs);
    } catch (TranslateException e) {
      throw new ModelException(uri, "failed: " + Network.rootOf(e), e);
    }
  }

  /** Inputs as they lie in memory, the first output back. */
  private static final class Tensors
      implements NoBatchifyTranslator<List<TensorInput>, TensorOutput> {

    @Override
    public NDList processInput(TranslatorContext context, List<TensorInput> inputs) {
      NDList list = new NDList();
      for (TensorInput input : inputs) {
        DataType type =
            switch (input.element()) {
              case FLOAT -> DataType.FLOAT32;
              case INT32 -> DataType.INT32;
              case INT64 -> DataType.INT64;
            };
        Shape shape = new Shape(input.shape());
        list.add(context.getNDManager().create(input.buffer(), shape, type));
      }
      return list;
    }

    @Override
    public TensorOutput processOutput(TranslatorContext context, NDList outputs) {
      NDArray first = outputs.get(0);
      return new TensorOutput(
          first.toFloatArray(), Arrays.stream(first.getShape().getShape()).boxed().toList());
    }
  }

  @Override
  public void close() {
    model.close();
  }
}
