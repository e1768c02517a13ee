package org.synthassay.generator;

/** What a denoiser says: ε, x₀ or v. Both x₀ and ε are sums of x and of what it says. */
public enum Prediction {
  EPSILON,
  SAMPLE,
  V;

  /** x₀ = x·{@code pictureOfState} + out·{@code pictureOfOutput}, and ε likewise. */
  record Weights(
      double pictureOfState, double pictureOfOutput, double noiseOfState, double noiseOfOutput) {}

  Weights at(double alphaBar) {
    double signal = Math.sqrt(alphaBar);
    double noise = Math.sqrt(1 - alphaBar);
    return switch (this) {
      case EPSILON -> new Weights(1 / signal, -noise / signal, 0, 1);
      case SAMPLE -> new Weights(0, 1, 1 / noise, -signal / noise);
      case V -> new Weights(signal, -noise, noise, signal);
    };
  }
}
