package org.synthassay.embedding;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.types.DataType;
import ai.djl.translate.TranslateException;
import java.util.Arrays;
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
  private static final float BLACK = 0;
  private static final float WHITE = 255;

  /** Far above what rounding does in half precision, far below what a neighbour does. */
  private static final double TOLERANCE = 0.02;

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
      Network untried = new Network(name, loaded, input, output, 0);
      float[] row;
      try {
        row = untried.pattern(BLACK);
      } catch (ModelException e) {
        if (e.key().equals("output")) {
          throw e; // it ran
        }
        // The first candidate is the likeliest: its failure says most.
        failure = failure == null ? e : failure;
        continue;
      }
      untried.requireOwn(row);
      return new Network(name, loaded, input, output, row.length);
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

  /** What a pattern gives in a batch with an image of one grey. */
  private float[] pattern(float beside) {
    int images = Math.min(2, loaded.maxBatch());
    boolean bytes = input.type() == DataType.UINT8;
    Normalisation normalisation = bytes ? Normalisation.RAW : Normalisation.FID;
    InputTensor batch = new InputTensor(input, ChannelScaling.of(normalisation));
    batch.reset(images, input.side(), input.side());
    for (int image = 0; image < images; image++) {
      float[] plane = new float[input.side() * input.side()];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = image == 0 ? i * 37 % 256 : beside;
      }
      float[][] planes = new float[input.channels()][];
      Arrays.fill(planes, plane);
      batch.write(image, planes);
    }
    try (Predictor<InputTensor, float[][]> predictor = predictor()) {
      float[][] rows = forward(predictor, batch);
      if (rows.length != images || rows[0].length < 1) {
        throw new ModelException(
            name, "must give a row an image, gives " + rows.length + " for " + images);
      }
      return rows[0];
    }
  }

  /** Exported while it trains, a network normalises over the batch, or leaves out at random. */
  private void requireOwn(float[] beside) {
    float[] again = pattern(WHITE);
    double largest = 0;
    double change = 0;
    for (int i = 0; i < again.length; i++) {
      largest = Math.max(largest, Math.abs(beside[i]));
      change = Math.max(change, Math.abs(beside[i] - again[i]));
    }
    if (change > TOLERANCE * largest) {
      throw new ModelException(
          name,
          "gives an image other values beside another image, or at another time, than before:"
              + " export it for inference (model.eval())");
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
