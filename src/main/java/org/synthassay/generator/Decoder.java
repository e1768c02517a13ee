package org.synthassay.generator;

/** Turns latents into pictures. */
interface Decoder {

  /**
   * @param latents N×C×H×W
   */
  Pictures decode(float[] latents);
}
