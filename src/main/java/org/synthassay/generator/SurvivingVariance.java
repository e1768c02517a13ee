package org.synthassay.generator;

/**
 * What a sampler leaves of a detail: the closed law of the exact denoiser of N(μ, s²), whose every
 * step is linear. Clipping and guidance are left out.
 *
 * @param mean what becomes of a mean of 1
 * @param variance of a drawn value
 */
public record SurvivingVariance(double mean, double variance) {

  /**
   * @param detail s², the variance that perfect samples would have
   */
  public static SurvivingVariance of(SamplerOptions sampler, Schedule schedule, double detail) {
    double mean = 0;
    double variance = 1;
    for (Step step : sampler.steps(schedule)) {
      double a = step.alphaBar();
      double signal = Math.sqrt(a);
      double noise = Math.sqrt(1 - a);
      // The exact ε = gain·(x − signal·μ), and x₀ = (x − noise·ε)/signal.
      double gain = noise / (a * detail + 1 - a);
      double picture = (1 - noise * gain) / signal;
      double ofState = step.picture() * picture + step.noise() * gain + step.state();
      double ofMean = step.picture() * noise * gain - step.noise() * gain * signal;
      mean = ofState * mean + ofMean;
      variance = ofState * ofState * variance + step.fresh() * step.fresh();
    }
    return new SurvivingVariance(mean, variance);
  }

  /** The share of a detail's variance that is left, such as 0.31. */
  public static double share(SamplerOptions sampler, Schedule schedule, double detail) {
    return of(sampler, schedule, detail).variance() / detail;
  }
}
