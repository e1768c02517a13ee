package org.synthassay.generator;

import java.util.List;

/** Walks noise down to pictures; the state in double, the network in float32. */
final class Diffusion implements Generator {

  private final DiffusionOptions options;
  private final Noise noise;
  private final Denoiser denoiser;
  private final Decoder decoder;
  private final List<Step> steps;
  private final int size;

  private float[] network = {};
  private float[] fresh = {};
  private double[] output = {};

  Diffusion(DiffusionOptions options, Noise noise, Denoiser denoiser, Decoder decoder) {
    this.options = options;
    this.noise = noise;
    this.denoiser = denoiser;
    this.decoder = decoder;
    steps = options.sampler().steps(options.schedule());
    size = options.shape().stream().reduce(1, Math::multiplyExact);
  }

  @Override
  public Pictures draw(List<Subject> batch) {
    double[] latents = latents(batch);
    DiffusionOptions.Latent latent = options.latent();
    for (int i = 0; i < latents.length; i++) {
      network[i] = (float) (latents[i] / latent.scale() + latent.shift());
    }
    return decoder.decode(network).requireFinite(batch);
  }

  /** x₀ of every subject, one after the other. */
  double[] latents(List<Subject> batch) {
    network = new float[batch.size() * size];
    fresh = new float[network.length];
    output = new double[network.length];
    int[] classes = batch.stream().mapToInt(Subject::classNumber).toArray();
    double[] state = start(batch);
    for (int j = 0; j < steps.size(); j++) {
      Step step = steps.get(j);
      if (step.fresh() > 0) {
        noise(batch, j + 1);
      }
      predict(state, step.time(), classes);
      move(state, step);
      requireFinite(state, batch, j);
    }
    return state;
  }

  private double[] start(List<Subject> batch) {
    noise(batch, Noise.START);
    double[] state = new double[fresh.length];
    for (int i = 0; i < state.length; i++) {
      state[i] = fresh[i];
    }
    return state;
  }

  private void noise(List<Subject> batch, int draw) {
    for (int i = 0; i < batch.size(); i++) {
      noise.normal(batch.get(i).noise(), draw, fresh, i * size, size);
    }
  }

  /** {@code output} is what the denoiser says, under guidance where it is on. */
  private void predict(double[] state, int time, int[] classes) {
    for (int i = 0; i < state.length; i++) {
      network[i] = (float) state[i];
    }
    float[] said = denoiser.denoise(network, time, classes);
    Guidance guidance = options.guidance();
    for (int i = 0; i < output.length; i++) {
      output[i] = said[i];
    }
    if (guidance.isOn()) {
      int[] against = classes.clone();
      for (int i = 0; i < against.length; i++) {
        against[i] = guidance.against(classes[i]);
      }
      float[] other = denoiser.denoise(network, time, against);
      for (int i = 0; i < output.length; i++) {
        output[i] = other[i] + guidance.scale() * (output[i] - other[i]);
      }
    }
  }

  private void move(double[] state, Step step) {
    Prediction.Weights weights = options.predicts().at(step.alphaBar());
    Double clip = options.sampler().clip();
    double bound = clip == null ? Double.POSITIVE_INFINITY : clip;
    boolean noisy = step.fresh() > 0;
    for (int i = 0; i < state.length; i++) {
      double x = state[i];
      double out = output[i];
      double picture = weights.pictureOfState() * x + weights.pictureOfOutput() * out;
      double clipped = Math.min(Math.max(picture, -bound), bound);
      double epsilon = weights.noiseOfState() * x + weights.noiseOfOutput() * out;
      double next = step.picture() * clipped + step.noise() * epsilon + step.state() * x;
      state[i] = noisy ? next + step.fresh() * fresh[i] : next;
    }
  }

  private void requireFinite(double[] state, List<Subject> batch, int j) {
    for (int image = 0; image < batch.size(); image++) {
      double sum = 0;
      for (int i = image * size; i < (image + 1) * size; i++) {
        sum += 0 * state[i];
      }
      if (sum != 0) {
        throw new NotFiniteException(
            batch.get(image).number(),
            "at step %d of %d (t = %d)".formatted(j + 1, steps.size(), steps.get(j).time()));
      }
    }
  }

  @Override
  public Pictures trial(int[] classes) {
    float[] zeros = new float[classes.length * size];
    denoiser.denoise(zeros, steps.get(0).time(), classes);
    return decoder.decode(zeros);
  }
}
