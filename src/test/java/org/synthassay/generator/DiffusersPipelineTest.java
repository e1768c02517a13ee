package org.synthassay.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.embedding.NetworkSource;
import org.synthassay.generator.SamplerOptions.Last;
import org.synthassay.generator.SamplerOptions.Method;
import org.synthassay.generator.SamplerOptions.Previous;

/** A folder of the package diffusers, as its files say it. */
class DiffusersPipelineTest {

  private final Map<String, String> files = new HashMap<>();

  DiffusersPipelineTest() {
    files.put(
        "model_index.json",
        """
        {"_class_name": "LDMPipeline", "_diffusers_version": "0.30.0",
         "scheduler": ["diffusers", "DDIMScheduler"],
         "unet": ["diffusers", "OnnxRuntimeModel"],
         "vae_decoder": ["diffusers", "OnnxRuntimeModel"],
         "safety_checker": [null, null], "requires_safety_checker": false}
        """);
    files.put("unet/config.json", "{\"in_channels\": 4, \"sample_size\": 64}");
    files.put("vae_decoder/config.json", "{\"scaling_factor\": 0.13025, \"shift_factor\": null}");
    scheduler("\"_class_name\": \"DDIMScheduler\", \"beta_schedule\": \"scaled_linear\"");
  }

  private void scheduler(String content) {
    files.put("scheduler/scheduler_config.json", "{" + content + "}");
  }

  private DiffusionOptions read(DiffusersOptions options) {
    return DiffusersPipeline.read(options, name -> Optional.ofNullable(files.get(name)));
  }

  private DiffusionOptions read() {
    return read(DiffusersOptions.of("s3a://bucket/pipeline"));
  }

  @Test
  void ddimWithADecoderIsTranslated() {
    scheduler(
        """
        "_class_name": "DDIMScheduler", "beta_start": 0.00085, "beta_end": 0.012,
        "beta_schedule": "scaled_linear", "clip_sample": false, "set_alpha_to_one": false,
        "steps_offset": 1, "prediction_type": "v_prediction", "trained_betas": null
        """);
    DiffusionOptions options = read();
    assertThat(options.networks())
        .containsExactly(
            NetworkSource.of("s3a://bucket/pipeline/unet/model.onnx"),
            NetworkSource.of("s3a://bucket/pipeline/vae_decoder/model.onnx"));
    assertThat(options.shape()).containsExactly(4, 64, 64);
    assertThat(options.latent()).isEqualTo(new DiffusionOptions.Latent(0.13025, 0));
    assertThat(options.predicts()).isEqualTo(Prediction.V);
    assertThat(options.schedule()).isEqualTo(Schedule.scaledLinear(0.00085, 0.012, 1000));
    SamplerOptions sampler = options.sampler();
    assertThat(sampler.method()).isEqualTo(Method.DDIM);
    assertThat(sampler.previous()).isEqualTo(Previous.RATIO);
    assertThat(sampler.last()).isEqualTo(Last.FIRST);
    assertThat(sampler.clip()).isNull();
    assertThat(sampler.grid().times()).hasSize(50).startsWith(1, 21, 41).endsWith(981);
  }

  @Test
  void ddpmInPixelsTakesDiffusersDefaults() {
    files.remove("vae_decoder/config.json");
    files.put(
        "model_index.json",
        "{\"unet\": [\"diffusers\", \"UNet2DModel\"], \"scheduler\": [\"diffusers\", \"x\"]}");
    scheduler("\"_class_name\": \"DDPMScheduler\", \"variance_type\": \"fixed_large\"");
    DiffusionOptions options = read();
    assertThat(options.decoder()).isNull();
    assertThat(options.schedule()).isEqualTo(Schedule.linear(1e-4, 0.02, 1000));
    assertThat(options.sampler().clip()).isEqualTo(1);
    assertThat(options.sampler().variance()).isEqualTo(SamplerOptions.Variance.FIXED_LARGE);
    assertThat(options.sampler().grid().times()).hasSize(1000);
  }

  @Test
  void stepsEtaAndShapeAreTheUsers() {
    files.remove("unet/config.json");
    DiffusionOptions options =
        read(new DiffusersOptions("p", 10, 0.5, Guidance.NONE, List.of(4, 32, 32)));
    assertThat(options.sampler().grid().times()).hasSize(10).endsWith(900);
    assertThat(options.sampler().eta()).isEqualTo(0.5);
    assertThat(options.shape()).containsExactly(4, 32, 32);
    assertThatThrownBy(this::read).hasMessageContaining("give diffusers.shape");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"_class_name\": \"PNDMScheduler\" | _class_name = PNDMScheduler is not supported; these"
            + " are: DDIMScheduler, DDPMScheduler",
        "\"_class_name\": \"DDIMScheduler\", \"thresholding\": true | thresholding = true is not"
            + " supported",
        "\"_class_name\": \"DDIMScheduler\", \"rescale_betas_zero_snr\": true |"
            + " rescale_betas_zero_snr = true",
        "\"_class_name\": \"DDIMScheduler\", \"beta_schedule\": \"sigmoid\" | beta_schedule ="
            + " sigmoid is not supported",
        "\"_class_name\": \"DDPMScheduler\", \"variance_type\": \"learned_range\" | variance_type ="
            + " learned_range is not",
        "\"_class_name\": \"DDIMScheduler\", \"timestep_spacing\": \"karras\" | timestep_spacing ="
            + " karras is not supported",
        "\"_class_name\": | scheduler/scheduler_config.json: is no JSON object"
      })
  void whatIsNotSupportedIsNamedAndRefused(String content, String message) {
    scheduler(content);
    assertThatThrownBy(this::read)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aTextEncoderIsRefused() {
    files.put(
        "model_index.json",
        "{\"unet\": [\"d\", \"U\"], \"scheduler\": [\"d\", \"S\"], \"text_encoder\": [\"t\","
            + " \"C\"]}");
    assertThatThrownBy(this::read)
        .hasMessageContaining("model_index.json: text_encoder = [\"t\",\"C\"] is not supported");
    files.remove("model_index.json");
    assertThatThrownBy(this::read).hasMessageContaining("lacks model_index.json");
  }
}
