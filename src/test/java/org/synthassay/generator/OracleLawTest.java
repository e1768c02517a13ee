package org.synthassay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.embedding.NetworkSource;
import org.synthassay.embedding.TensorNetwork;
import org.synthassay.generator.SamplerOptions.Last;
import org.synthassay.generator.SamplerOptions.Method;
import org.synthassay.generator.SamplerOptions.Previous;
import org.synthassay.generator.SamplerOptions.Variance;
import org.synthassay.generator.TimeGrid.Spacing;

/** What an exact denoiser of N(μ, s²) must give, by the closed law, and does. */
class OracleLawTest {

  private static final Schedule SCHEDULE = Schedule.scaledLinear(0.002, 0.02, 1000);
  private static final double DETAIL = 0.25;
  private static final int PIXELS = 2 * 8 * 8;
  private static final int IMAGES = 250;

  @Test
  void theClosedLawIsTheScripts() throws IOException {
    for (Map.Entry<String, JsonNode> law :
        Sampled.json().get("oracle_law_of_mu_0.3_s2_0.25").properties()) {
      String[] words = law.getKey().split("[ ,]+");
      SurvivingVariance closed =
          law(sampler(Integer.parseInt(words[0]), Double.parseDouble(words[3])));
      double mean = law.getValue().get("mean").asDouble();
      assertThat(0.3 * closed.mean()).as(law.getKey()).isCloseTo(mean, within(1e-9));
      assertThat(closed.variance())
          .as(law.getKey())
          .isCloseTo(law.getValue().get("variance").asDouble(), within(1e-9));
    }
  }

  @Test
  void fiftyNoisyStepsKeepThirtyOnePercentOfAFineDetail() {
    double share = SurvivingVariance.share(sampler(50, 1), SCHEDULE, 0.01);
    assertThat(share).isCloseTo(0.31, within(0.005));
  }

  /** A denoiser of our own in double, so that the law is held without any file. */
  @ParameterizedTest
  @CsvSource({
    "25, 0, DDIM, EPSILON",
    "25, 1, DDIM, EPSILON",
    "50, 0.5, DDIM, V",
    "100, 0, DDPM, SAMPLE"
  })
  void samplesOfAnExactDenoiserFollowTheLaw(
      int steps, double eta, Method method, Prediction predicts) {
    SamplerOptions sampler =
        new SamplerOptions(
            method,
            TimeGrid.of(Spacing.TWO_SIDED, steps, 1000, 0),
            Previous.GRID,
            eta,
            null,
            Last.ONE,
            Variance.FIXED_SMALL);
    double mu = 0.3;
    Denoiser exact =
        (states, time, classes) -> {
          double a = SCHEDULE.alphaBar(time);
          double gain = Math.sqrt(1 - a) / (a * DETAIL + 1 - a);
          float[] said = new float[states.length];
          for (int i = 0; i < said.length; i++) {
            double epsilon = gain * (states[i] - Math.sqrt(a) * mu);
            double picture = (states[i] - Math.sqrt(1 - a) * epsilon) / Math.sqrt(a);
            said[i] =
                (float)
                    switch (predicts) {
                      case EPSILON -> epsilon;
                      case SAMPLE -> picture;
                      case V -> Math.sqrt(a) * epsilon - Math.sqrt(1 - a) * picture;
                    };
          }
          return said;
        };
    Diffusion diffusion =
        new Diffusion(
            options(sampler, predicts),
            new Noise(99),
            exact,
            values -> new Pictures(values, 1, 1, 1));
    double[] centred = diffusion.latents(subjects());
    SurvivingVariance law = law(sampler);
    assertLaw(centred, i -> mu * law.mean(), law);
  }

  @ParameterizedTest
  @CsvSource({"25, 0", "25, 1", "50, 0", "50, 1", "150, 0", "150, 1"})
  void samplesOfTheOracleNetworkFollowTheLaw(int steps, double eta) throws IOException {
    try (TensorNetwork oracle = Sampled.network("oracle.onnx")) {
      DiffusionOptions options = options(sampler(steps, eta), Prediction.EPSILON);
      Batch batch = new Batch(IMAGES, 2);
      double[] means = means(new NetworkDenoiser(oracle, options, batch));
      Diffusion diffusion = (Diffusion) Generators.of(options, List.of(oracle), batch, 20240131);
      SurvivingVariance law = law(sampler(steps, eta));
      assertLaw(diffusion.latents(subjects()), i -> means[i % PIXELS] * law.mean(), law);
    }
  }

  /** μ of class 0 a pixel: what the oracle says of nothing, divided by what it says of μ = 1. */
  private static double[] means(Denoiser oracle) {
    double a = SCHEDULE.alphaBar(0);
    double ofMean = -Math.sqrt(1 - a) / (a * DETAIL + 1 - a) * Math.sqrt(a);
    float[] said = oracle.denoise(new float[IMAGES * PIXELS], 0, new int[IMAGES]);
    return IntStream.range(0, PIXELS).mapToDouble(i -> said[i] / ofMean).toArray();
  }

  private interface Expected {
    double of(int index);
  }

  /** Mean and variance over all pixels within four standard errors. */
  private static void assertLaw(double[] drawn, Expected mean, SurvivingVariance law) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < drawn.length; i++) {
      double off = drawn[i] - mean.of(i);
      sum += off;
      squares += off * off;
    }
    int n = drawn.length;
    assertThat(sum / n).isCloseTo(0, within(4 * Math.sqrt(law.variance() / n)));
    assertThat(squares / n)
        .isCloseTo(law.variance(), within(4 * law.variance() * Math.sqrt(2.0 / n)));
  }

  private static List<Subject> subjects() {
    return IntStream.range(0, IMAGES).mapToObj(i -> new Subject(i, i, 0, "")).toList();
  }

  private static SurvivingVariance law(SamplerOptions sampler) {
    return SurvivingVariance.of(sampler, SCHEDULE, DETAIL);
  }

  private static SamplerOptions sampler(int steps, double eta) {
    return new SamplerOptions(
        Method.DDIM,
        TimeGrid.of(Spacing.TWO_SIDED, steps, 1000, 0),
        Previous.GRID,
        eta,
        null,
        Last.ONE,
        Variance.FIXED_SMALL);
  }

  private static DiffusionOptions options(SamplerOptions sampler, Prediction predicts) {
    return new DiffusionOptions(
        NetworkSource.of("oracle.onnx"),
        DiffusionOptions.Inputs.BY_POSITION,
        null,
        null,
        List.of(2, 8, 8),
        predicts,
        SCHEDULE,
        sampler,
        Guidance.NONE,
        DiffusionOptions.Latent.AS_IT_IS);
  }
}
