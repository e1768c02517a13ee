package org.synthassay.generator;

import java.util.List;
import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.TensorNetwork;

/** Puts networks and settings together, and tries them before the first image. */
public final class Generators {

  private Generators() {}

  /**
   * @param networks loaded, in the order of {@link GeneratorOptions#networks()}
   * @throws ModelException where a network does not fit the settings
   */
  public static Generator of(
      GeneratorOptions options, List<TensorNetwork> networks, Batch batch, long seed) {
    Noise noise = new Noise(seed);
    if (options instanceof OneShotOptions oneShot) {
      return new OneShot(oneShot, noise, new OneShotNetwork(networks.get(0), oneShot, batch));
    }
    DiffusionOptions diffusion = (DiffusionOptions) options;
    NetworkDenoiser denoiser = new NetworkDenoiser(networks.get(0), diffusion, batch);
    return new Diffusion(diffusion, noise, denoiser, decoder(diffusion, networks, batch));
  }

  private static Decoder decoder(
      DiffusionOptions options, List<TensorNetwork> networks, Batch batch) {
    List<Integer> shape = options.shape();
    return options.decoder() == null
        ? values -> new Pictures(values, shape.get(0), shape.get(1), shape.get(2))
        : new NetworkDecoder(networks.get(1), shape, batch);
  }

  /**
   * Runs every network once for all classes; where that fails, for each alone, to name it.
   *
   * @param classes −1 alone without classes
   * @return pictures of the size that will be drawn
   */
  public static Pictures tried(Generator generator, List<Integer> classes, Batch batch) {
    try {
      for (int from = batch.images(); from < classes.size(); from += batch.images()) {
        generator.trial(filled(classes, from, batch));
      }
      return generator.trial(filled(classes, 0, batch));
    } catch (ModelException all) {
      if (batch.hasClasses()) {
        classes.forEach(one -> tried(generator, one, batch));
      }
      throw all;
    }
  }

  private static void tried(Generator generator, int one, Batch batch) {
    try {
      generator.trial(filled(List.of(one), 0, batch));
    } catch (ModelException e) {
      throw new ModelException("class " + one, String.valueOf(e.getMessage()), e);
    }
  }

  private static int[] filled(List<Integer> classes, int from, Batch batch) {
    int[] filled = new int[batch.images()];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = classes.get(Math.min(from + i, classes.size() - 1));
    }
    return filled;
  }
}
