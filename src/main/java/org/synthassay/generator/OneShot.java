package org.synthassay.generator;

import java.util.List;

/** Turns z into pictures through one pass of a network. */
final class OneShot implements Generator {

  private final OneShotOptions options;
  private final Noise noise;
  private final OneShotNetwork network;

  OneShot(OneShotOptions options, Noise noise, OneShotNetwork network) {
    this.options = options;
    this.noise = noise;
    this.network = network;
  }

  @Override
  public Pictures draw(List<Subject> batch) {
    int size = options.size();
    float[] z = new float[batch.size() * size];
    for (int i = 0; i < batch.size(); i++) {
      z(batch.get(i).noise(), z, i * size);
    }
    int[] classes = batch.stream().mapToInt(Subject::classNumber).toArray();
    return network.picture(z, classes).requireFinite(batch);
  }

  private void z(long image, float[] target, int offset) {
    int size = options.size();
    switch (options.law()) {
      case NORMAL -> noise.normal(image, Noise.START, target, offset, size);
      case UNIFORM -> noise.uniform(image, Noise.START, target, offset, size);
      case SPHERE -> {
        noise.normal(image, Noise.START, target, offset, size);
        double square = 0;
        for (int i = offset; i < offset + size; i++) {
          square += (double) target[i] * target[i];
        }
        for (int i = offset; i < offset + size; i++) {
          target[i] = (float) (target[i] / Math.sqrt(square));
        }
      }
      case NUMPY_RANDOMSTATE -> {
        NumpyNormals normals = new NumpyNormals((int) (noise.seed() + image));
        for (int i = offset; i < offset + size; i++) {
          target[i] = (float) normals.next();
        }
      }
    }
  }

  @Override
  public Pictures trial(int[] classes) {
    return network.picture(new float[classes.length * options.size()], classes);
  }
}
