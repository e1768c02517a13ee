package org.synthassay.embedding;

import org.synthassay.embedding.EmbeddingOptions.Normalisation;

/** A channel's way from 0..255 to the network's values: v·factor + offset, in RGB order. */
record ChannelScaling(float[] factor, float[] offset) {

  static ChannelScaling of(Normalisation normalisation) {
    return switch (normalisation) {
      case AUTO, FID -> same(1f / 128, -1);
      case UNIT -> same(1f / 255, 0);
      case RAW -> same(1, 0);
      case IMAGENET ->
          imagenet(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225});
    };
  }

  private static ChannelScaling same(float factor, float offset) {
    return new ChannelScaling(
        new float[] {factor, factor, factor}, new float[] {offset, offset, offset});
  }

  private static ChannelScaling imagenet(double[] mean, double[] deviation) {
    float[] factor = new float[3];
    float[] offset = new float[3];
    for (int c = 0; c < 3; c++) {
      factor[c] = (float) (1 / (255 * deviation[c]));
      offset[c] = (float) (-mean[c] / deviation[c]);
    }
    return new ChannelScaling(factor, offset);
  }
}
