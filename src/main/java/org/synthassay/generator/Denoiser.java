package org.synthassay.generator;

/** Says what is noise in a batch of states. */
interface Denoiser {

  /**
   * @param states N×C×H×W
   * @param classes of the N states, −1 without classes
   * @return as many values, kept until the next call
   */
  float[] denoise(float[] states, int time, int[] classes);
}
