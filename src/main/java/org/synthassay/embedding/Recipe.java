package org.synthassay.embedding;

import ai.djl.ndarray.types.DataType;
import java.util.Locale;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;

/**
 * How pixels become a network's input: the options with every {@code auto} decided.
 *
 * @param side to scale to in pixels, or 0 where the network takes an image's own size
 */
record Recipe(boolean builtin, ResizeMode resize, Normalisation normalisation, int side) {

  static Recipe of(EmbeddingOptions options, Network network) {
    boolean builtin = options.model().equals(EmbeddingOptions.GIST);
    boolean bytes = network.input().type() == DataType.UINT8;
    Normalisation standard =
        builtin ? Normalisation.UNIT : bytes ? Normalisation.RAW : Normalisation.FID;
    ResizeMode resize = options.resize() == ResizeMode.AUTO ? ResizeMode.TF1 : options.resize();
    Normalisation normalisation =
        options.normalise() == Normalisation.AUTO ? standard : options.normalise();
    int fixed = network.loaded().fixedSide();
    int side = resize == ResizeMode.NONE ? fixed : network.input().side();
    return new Recipe(builtin, resize, normalisation, side);
  }

  Workspace workspace(Network network) {
    return new Workspace(network, newResize(), ChannelScaling.of(normalisation), side);
  }

  private Resize newResize() {
    if (builtin) {
      return new AreaOrCubicResize(side);
    }
    return switch (resize) {
      case AUTO, TF1 -> new TensorFlowResize(side);
      case CLEAN -> new CleanResize(side);
      case NONE -> new UnscaledResize();
    };
  }

  String resizeName() {
    return builtin ? "area-bicubic" : resize.name().toLowerCase(Locale.ROOT);
  }

  String normaliseName() {
    return normalisation.name().toLowerCase(Locale.ROOT);
  }
}
