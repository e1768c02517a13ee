package org.synthassay.generator;

import org.synthassay.embedding.ModelException;
import org.synthassay.embedding.TensorInput;

/**
 * The classes of a batch on their way into a network.
 *
 * @param width classes of a one-hot tensor; 0: numbers
 */
record ClassTensor(String network, TensorInput tensor, int width) {

  void write(int[] classes) {
    if (width == 0) {
      for (int i = 0; i < classes.length; i++) {
        tensor.set(i, classes[i]);
      }
      return;
    }
    tensor.fill(0);
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] >= width) {
        throw new ModelException(
            network, "knows the classes 0 to " + (width - 1) + ", got " + classes[i]);
      }
      tensor.set(i * width + classes[i], 1);
    }
  }
}
