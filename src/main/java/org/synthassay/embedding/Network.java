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
 * @param dimension values an image
 */
record Network(String name, LoadedModel loaded, NetworkInput input, int dimension)
    implements AutoCloseable {

  static Network open(
      ModelFile file, DjlEngine engine, Placement placement, EmbeddingOptions options) {
    Normalisation normalisation = options.normalise();
    List<Integer> sides =
        options.side() == null ? LoadedModel.USUAL_SIDES : List.of(options.side());
    LoadedModel loaded =
        engine == DjlEngine.PYTORCH
            ? TorchLoader.load(file, placement, normalisation, sides)
            : OnnxLoader.load(file, placement, sides);
    try {
      return probe(file.uri(), loaded, normalisation);
    } catch (RuntimeException e) {
      loaded.model().close();
      throw e;
    }
  }

  private static Network probe(String name, LoadedModel loaded, Normalisation normalisation) {
    RuntimeException failure = null;
    for (NetworkInput input : loaded.candidates()) {
      if (input.type() == DataType.UINT8 && normalisation != Normalisation.RAW) {
        throw new ModelException(
            name, "takes uint8, so normalise must be raw, got " + normalisation);
      }
      try {
        return new Network(name, loaded, input, dimensionOf(name, loaded, input));
      } catch (RuntimeException e) {
        // The first candidate is the likeliest: its failure says most.
        failure = failure == null ? e : failure;
      }
    }
    throw failure == null ? new ModelException(name, "takes no input") : failure;
  }

  private static int dimensionOf(String name, LoadedModel loaded, NetworkInput input) {
    int images = Math.min(2, loaded.maxBatch());
    InputTensor zeros = new InputTensor(input, ChannelScaling.of(Normalisation.RAW));
    zeros.reset(images, input.side(), input.side());
    Network network = new Network(name, loaded, input, 0);
    try (Predictor<InputTensor, float[][]> predictor = network.predictor()) {
      float[][] rows = network.forward(predictor, zeros);
      if (rows.length != images || rows[0].length < 1) {
        throw new ModelException(name, "must give a row an image, got " + rows.length);
      }
      return rows[0].length;
    }
  }

  /** For one thread at a time; close it. */
  Predictor<InputTensor, float[][]> predictor() {
    return loaded.model().newPredictor(new Forward(name, input));
  }

  /** One row an image. */
  float[][] forward(Predictor<InputTensor, float[][]> predictor, InputTensor batch) {
    try {
      return predictor.predict(batch);
    } catch (TranslateException e) {
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
