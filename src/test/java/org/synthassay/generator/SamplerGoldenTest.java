package org.synthassay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

/** Latents and bytes of five images, held against an independent script's, case by case. */
class SamplerGoldenTest {

  private static final Schedule SCHEDULE = Schedule.scaledLinear(0.002, 0.02, 1000);
  private static final int LATENT = 2 * 8 * 8;

  @ParameterizedTest
  @CsvSource({
    "medfusion, TWO_SIDED, denoiser.onnx, decoder.onnx",
    "medfusion-guided, TWO_SIDED, denoiser.onnx, decoder.onnx",
    "ddim-leading, LEADING, denoiser.onnx, decoder.onnx",
    "ddim-trailing-v, TRAILING, denoiser.onnx, decoder.onnx",
    "ddpm, LEADING, denoiser.onnx, decoder.onnx",
    "sample, LINSPACE, denoiser.onnx, decoder.onnx",
    "medfusion, TWO_SIDED, denoiser.pt, decoder.pt",
    "ddim-trailing-v, TRAILING, denoiser.pt, decoder.pt"
  })
  void diffusionDrawsWhatTheScriptDrew(
      String name, Spacing spacing, String denoiserFile, String decoderFile) throws IOException {
    JsonNode golden = Sampled.json();
    JsonNode one = golden.get("cases").get(name);
    List<Subject> subjects = subjects(golden);
    DiffusionOptions options = options(one, spacing, denoiserFile, decoderFile);
    try (TensorNetwork denoiser = Sampled.network(denoiserFile);
        TensorNetwork decoder = Sampled.network(decoderFile)) {
      Diffusion diffusion =
          (Diffusion)
              Generators.of(
                  options,
                  List.of(denoiser, decoder),
                  new Batch(subjects.size(), 3),
                  golden.get("seed").asLong());
      assertLatents(diffusion.latents(subjects), Sampled.latents(name));
      Quantise rule = Quantise.valueOf(one.get("quantise").asText().toUpperCase());
      assertBytes(diffusion.draw(subjects), rule, subjects.size(), Sampled.bytes(name));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ROUND, gan.onnx",
    "TRUNCATE, gan.onnx",
    "TRUNCATE_128, gan.onnx",
    "ROUND, gan.pt",
    "TRUNCATE_128, gan.pt"
  })
  void oneShotDrawsWhatTheScriptDrew(Quantise rule, String file) throws IOException {
    JsonNode golden = Sampled.json();
    List<Subject> subjects = subjects(golden);
    OneShotOptions options =
        new OneShotOptions(
            NetworkSource.of(file),
            OneShotOptions.Inputs.BY_POSITION,
            null,
            16,
            OneShotOptions.Law.NORMAL,
            OneShotOptions.ClassInput.ONE_HOT,
            null);
    try (TensorNetwork gan = Sampled.network(file)) {
      Generator generator =
          Generators.of(
              options, List.of(gan), new Batch(subjects.size(), 2), golden.get("seed").asLong());
      String name = "gan-" + rule.name().toLowerCase().replace('_', '-');
      assertBytes(generator.draw(subjects), rule, subjects.size(), Sampled.bytes(name));
    }
  }

  @Test
  void schedulesAndGridsAreTheScripts() throws IOException {
    JsonNode golden = Sampled.json();
    assertThat(SCHEDULE.alphaBar(0)).isEqualTo(golden.at("/alpha_bar/first").asDouble());
    assertThat(SCHEDULE.alphaBar(999))
        .isCloseTo(golden.at("/alpha_bar/last").asDouble(), within(1e-15));
    for (Spacing spacing : Spacing.values()) {
      String word = spacing.name().toLowerCase().replace('_', '-');
      for (int steps : new int[] {10, 50}) {
        assertThat(TimeGrid.of(spacing, steps, 1000, 0).times().stream().mapToInt(t -> t))
            .as(word)
            .containsExactly(
                java.util.Arrays.stream(
                        Sampled.numbers(golden.get("grids").get(word + "-" + steps)))
                    .boxed()
                    .toArray(Integer[]::new));
      }
    }
  }

  private static List<Subject> subjects(JsonNode golden) {
    List<Subject> subjects = new ArrayList<>();
    for (int i = 0; i < golden.get("images").size(); i++) {
      long number = golden.get("images").get(i).asLong();
      subjects.add(new Subject(number, number, golden.get("classes").get(i).asInt(), ""));
    }
    return subjects;
  }

  private static DiffusionOptions options(
      JsonNode one, Spacing spacing, String denoiser, String decoder) {
    double clip = one.get("clip").asDouble();
    SamplerOptions sampler =
        new SamplerOptions(
            Method.valueOf(one.get("method").asText().toUpperCase()),
            TimeGrid.of(spacing, one.get("steps").asInt(), 1000, 0),
            Previous.valueOf(one.get("previous").asText().toUpperCase()),
            one.get("eta").asDouble(),
            clip == 0 ? null : clip,
            Last.ONE,
            Variance.FIXED_SMALL);
    double scale = one.path("guidance").asDouble(1);
    Guidance guidance =
        switch (one.get("negative").asText()) {
          case "other-class" -> new Guidance(scale, Guidance.Negative.OTHER_CLASS, -1);
          case "class 2" -> new Guidance(scale, Guidance.Negative.CLASS, 2);
          default -> Guidance.NONE;
        };
    return new DiffusionOptions(
        NetworkSource.of(denoiser),
        DiffusionOptions.Inputs.BY_POSITION,
        null,
        decoder == null ? null : NetworkSource.of(decoder),
        List.of(2, 8, 8),
        Prediction.valueOf(one.get("predicts").asText().toUpperCase()),
        SCHEDULE,
        sampler,
        guidance,
        DiffusionOptions.Latent.AS_IT_IS);
  }

  private static void assertLatents(double[] drawn, float[] golden) {
    assertThat(drawn).hasSize(golden.length).hasSize(5 * LATENT);
    for (int i = 0; i < golden.length; i++) {
      assertThat(drawn[i]).as("latent %d", i).isCloseTo(golden[i], within(1e-4));
    }
  }

  /** Equal but for at most 0.5 % that differ by one level. */
  private static void assertBytes(Pictures drawn, Quantise rule, int count, byte[] golden) {
    int size = golden.length / count;
    int differing = 0;
    for (int image = 0; image < count; image++) {
      byte[] bytes = drawn.bytes(image, rule);
      assertThat(bytes).hasSize(size);
      for (int i = 0; i < size; i++) {
        int gap = Math.abs((bytes[i] & 0xFF) - (golden[image * size + i] & 0xFF));
        assertThat(gap).isLessThanOrEqualTo(1);
        differing += gap;
      }
    }
    assertThat(differing).isLessThanOrEqualTo(golden.length / 200);
  }
}
