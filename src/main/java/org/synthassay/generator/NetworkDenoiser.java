package org.synthassay.generator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.TensorInput;
import org.synthassay.embedding.TensorInput.Element;
import org.synthassay.embedding.TensorNetwork;
import org.synthassay.embedding.TensorOutput;
import org.synthassay.embedding.TensorPort;

/** A denoiser in a network file: x_t, t and perhaps a class to a tensor of x_t's shape. */
final class NetworkDenoiser implements Denoiser {

  private final TensorNetwork network;
  private final @Nullable String output;
  private final TensorInput x;
  private final TensorInput t;
  private final @Nullable ClassTensor label;
  private final List<TensorInput> inputs;

  NetworkDenoiser(TensorNetwork network, DiffusionOptions options, Batch batch) {
    this.network = network;
    output = options.output();
    Wiring wiring = new Wiring(network);
    DiffusionOptions.Inputs names = options.inputs();
    List<Integer> shape = options.shape();
    int images = batch.images();
    x = wiring.floats("inputs.x", names.x(), images, shape.get(0), shape.get(1), shape.get(2));
    t = wiring.number("inputs.t", names.t(), Element.INT64, images);
    label = batch.hasClasses() ? label(wiring, names.label(), images) : null;
    inputs = wiring.complete();
    wiring.output(output);
  }

  private ClassTensor label(Wiring wiring, @Nullable String name, int images) {
    TensorInput tensor = wiring.classes("inputs.class", name, images);
    long[] dims = tensor.shape();
    return new ClassTensor(network.uri(), tensor, dims.length == 2 ? (int) dims[1] : 0);
  }

  @Override
  public float[] denoise(float[] states, int time, int[] classes) {
    x.write(states);
    t.fill(time);
    if (label != null) {
      label.write(classes);
    }
    TensorOutput said = network.run(inputs, output);
    if (!said.isOf(x.shape())) {
      throw new ModelException(
          network.uri(),
          "must give what it is fed, " + TensorPort.text(x.shape()) + ", gives " + said);
    }
    return said.values();
  }
}
