package org.synthassay.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.TensorInput;
import org.synthassay.embedding.TensorInput.Element;
import org.synthassay.embedding.TensorNetwork;
import org.synthassay.generator.OneShotOptions.ClassInput;

/** A generator in a network file: z and perhaps a class to pictures. */
final class OneShotNetwork {

  private final TensorNetwork network;
  private final @Nullable String output;
  private final TensorInput z;
  private final @Nullable ClassTensor label;
  private final List<TensorInput> inputs;
  private final int images;

  OneShotNetwork(TensorNetwork network, OneShotOptions options, Batch batch) {
    this.network = network;
    output = options.output();
    images = batch.images();
    Wiring wiring = new Wiring(network);
    OneShotOptions.Inputs names = options.inputs();
    z = wiring.floats("inputs.z", names.z(), images, options.size());
    label =
        options.label() == ClassInput.NONE ? null : label(wiring, options, names.label(), batch);
    if (options.truncation() != null) {
      wiring
          .number("inputs.truncation", names.truncation(), Element.FLOAT, images)
          .fill(options.truncation());
    }
    inputs = wiring.complete();
    wiring.output(output);
  }

  private ClassTensor label(
      Wiring wiring, OneShotOptions options, @Nullable String name, Batch batch) {
    boolean untold = network.inputs().isEmpty() && options.label() == ClassInput.ONE_HOT;
    TensorInput tensor =
        untold
            ? wiring.oneHot(images, batch.classes())
            : wiring.classes("inputs.class", name, images);
    long[] dims = tensor.shape();
    boolean oneHot = dims.length == 2;
    if (oneHot != (options.label() == ClassInput.ONE_HOT)) {
      throw wiring.unlike("class = " + (oneHot ? "one-hot" : "index"));
    }
    return new ClassTensor(network.uri(), tensor, oneHot ? (int) dims[1] : 0);
  }

  Pictures picture(float[] values, int[] classes) {
    z.write(values);
    if (label != null) {
      label.write(classes);
    }
    return NetworkDecoder.pictures(network, network.run(inputs, output), images);
  }
}
