package org.synthassay.generator;

import java.util.List;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.TensorInput;
import org.synthassay.embedding.TensorNetwork;
import org.synthassay.embedding.TensorOutput;

/** A decoder in a network file: latents to pictures, by position. */
final class NetworkDecoder implements Decoder {

  private final TensorNetwork network;
  private final TensorInput latents;
  private final List<TensorInput> inputs;

  NetworkDecoder(TensorNetwork network, List<Integer> shape, Batch batch) {
    this.network = network;
    Wiring wiring = new Wiring(network);
    latents =
        wiring.floats(
            "decoder input", null, batch.images(), shape.get(0), shape.get(1), shape.get(2));
    inputs = wiring.complete();
    wiring.output(null);
  }

  @Override
  public Pictures decode(float[] values) {
    latents.write(values);
    return pictures(network, network.run(inputs, null), (int) latents.shape()[0]);
  }

  /** What a network gives must be a picture an image. */
  static Pictures pictures(TensorNetwork network, TensorOutput said, int images) {
    if (said.shape().size() != 4
        || said.size(0) != images
        || (said.size(1) != 1 && said.size(1) != 3)) {
      throw new ModelException(
          network.uri(),
          "must give pictures [%d, 1 or 3, height, width], gives %s".formatted(images, said));
    }
    return new Pictures(said.values(), said.size(1), said.size(2), said.size(3));
  }
}
