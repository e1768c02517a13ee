package org.synthassay.embedding;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.DataType;
import ai.djl.translate.TranslateException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;

/**
 * A loaded network, tried once: what it takes and how many values it gives; safe for threads.
 *
 * @param input what it takes, of the candidates the first that ran
 * @param output the name or place of the output that is read; null: the only one
 * @param dimension values an image
 */
record Network(
    String name, LoadedModel loaded, NetworkInput input, @Nullable String output, int dimension)
    implements AutoCloseable {

  static Network open(
      ModelFile file, DjlEngine engine, Placement placement, EmbeddingOptions options) {
    List<Integer> sides =
        options.side() == null ? LoadedModel.USUAL_SIDES : List.of(options.side());
    LoadedModel loaded =
        engine == DjlEngine.PYTORCH
            ? TorchLoader.load(file, placement, options.normalise(), sides)
            : OnnxLoader.load(file, placement, sides);
    try {
      return probe(file.uri(), loaded, options);
    } catch (RuntimeException e) {
      loaded.model().close();
      throw e;
    }
  }

  private static Network probe(String name, LoadedModel loaded, EmbeddingOptions options) {
    String output = options.output();
    if (!loaded.outputs().isEmpty()) {
      output = "" + NetworkOutput.index(name, output, loaded.outputs());
    }
    ModelException failure = null;
    for (NetworkInput input : loaded.candidates()) {
      checkNormalise(name, input, options.normalise());
      try {
        return new Network(
            name, loaded, input, output, dimensionOf(new Network(name, loaded, input, output, 0)));
      } catch (ModelException e) {
        if (e.key().equals("output")) {
          throw e; // it ran
        }
        // The first candidate is the likeliest: its failure says most.
        failure = failure == null ? e : failure;
      }
    }
    throw failure == null ? new ModelException(name, "takes no input") : failure;
  }

  private static void checkNormalise(String name, NetworkInput input, Normalisation normalise) {
    boolean raw = normalise == Normalisation.RAW || normalise == Normalisation.AUTO;
    if (input.type() == DataType.UINT8 && !raw) {
      throw ModelException.of(
          "normalise", name, "takes uint8, so normalise must be raw, got " + normalise);
    }
    if (input.channels() == 1 && normalise == Normalisation.IMAGENET) {
      throw ModelException.of(
          "normalise", name, "takes one channel, and imagenet normalises three");
    }
  }

  private static int dimensionOf(Network untried) {
    int images = Math.min(2, untried.loaded().maxBatch());
    int side = untried.input().side();
    InputTensor zeros = new InputTensor(untried.input(), ChannelScaling.of(Normalisation.RAW));
    zeros.reset(images, side, side);
    try (Predictor<InputTensor, float[][]> predictor = untried.predictor()) {
      float[][] rows = untried.forward(predictor, zeros);
      if (rows.length != images || rows[0].length < 1) {
        throw new ModelException(
            untried.name(), "must give a row an image, gives " + rows.length + " for " + images);
      }
      return rows[0].length;
    }
  }

  /** As the file has it, where it tells names. */
  String outputName() {
    String place = output == null ? "" : output;
    return loaded.outputs().isEmpty()
        ? place
        : loaded.outputs().get(Integer.parseInt(place)).name();
  }

  /** For one thread at a time; close it. */
  Predictor<InputTensor, float[][]> predictor() {
    return loaded.model().newPredictor(new Forward(name, input, output));
  }

  /** One row an image. */
  float[][] forward(Predictor<InputTensor, float[][]> predictor, InputTensor batch) {
    try {
      return predictor.predict(batch);
    } catch (TranslateException e) {
      if (e.getCause() instanceof ModelException known) {
        throw known;
      }
      throw new ModelException(
          name, "failed on " + batch.shape() + " of " + input + ": " + rootOf(e), e);
    }
  }

  static @Nullable String rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  @Override
  public void close() {
    loaded.model().close();
  }
}
