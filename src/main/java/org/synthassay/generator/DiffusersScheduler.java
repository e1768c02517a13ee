package org.synthassay.generator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.synthassay.generator.SamplerOptions.Last;
import org.synthassay.generator.SamplerOptions.Method;
import org.synthassay.generator.SamplerOptions.Previous;
import org.synthassay.generator.SamplerOptions.Variance;
import org.synthassay.generator.TimeGrid.Spacing;

/** scheduler_config.json, with diffusers' defaults for what it leaves out. */
record DiffusersScheduler(JsonObject config) {

  private static final String FILE = "scheduler/scheduler_config.json: ";

  /** What is refused unless it is absent, null or false. */
  private static final Set<String> REFUSED = Set.of("thresholding", "rescale_betas_zero_snr");

  DiffusersScheduler {
    for (String key : REFUSED) {
      if (config.has(key) && !config.get(key).isJsonNull() && config.get(key).getAsBoolean()) {
        throw new IllegalArgumentException(FILE + key + " = true is not supported");
      }
    }
  }

  private Method method() {
    return one("_class_name", "", "DDIMScheduler", "DDPMScheduler").equals("DDIMScheduler")
        ? Method.DDIM
        : Method.DDPM;
  }

  Prediction predicts() {
    String word = one("prediction_type", "epsilon", "epsilon", "sample", "v_prediction");
    return word.equals("v_prediction")
        ? Prediction.V
        : Prediction.valueOf(word.toUpperCase(Locale.ROOT));
  }

  Schedule schedule() {
    if (config.get("trained_betas") instanceof JsonArray betas) {
      return Schedule.given(
          StreamSupport.stream(betas.spliterator(), false).map(JsonElement::getAsDouble).toList());
    }
    int times = (int) number("num_train_timesteps", 1000);
    double start = number("beta_start", 1e-4);
    double end = number("beta_end", 0.02);
    return switch (one("beta_schedule", "linear", "linear", "scaled_linear", "squaredcos_cap_v2")) {
      case "linear" -> Schedule.linear(start, end, times);
      case "scaled_linear" -> Schedule.scaledLinear(start, end, times);
      default -> Schedule.cosine(times);
    };
  }

  /**
   * @param steps null: 50 of DDIM, all of DDPM, as diffusers' pipelines
   */
  SamplerOptions sampler(Schedule schedule, @Nullable Integer steps, double eta) {
    Method method = method();
    int count = steps != null ? steps : method == Method.DDIM ? 50 : schedule.steps();
    Spacing spacing =
        Spacing.valueOf(
            one("timestep_spacing", "leading", "leading", "trailing", "linspace")
                .toUpperCase(Locale.ROOT));
    int offset = spacing == Spacing.LEADING ? (int) number("steps_offset", 0) : 0;
    Variance variance = variance(method, offset);
    boolean clips = flag("clip_sample", true);
    return new SamplerOptions(
        method,
        TimeGrid.of(spacing, count, schedule.steps(), offset),
        Previous.RATIO,
        eta,
        clips ? Double.valueOf(number("clip_sample_range", 1)) : null,
        method == Method.DDPM || flag("set_alpha_to_one", true) ? Last.ONE : Last.FIRST,
        variance);
  }

  private Variance variance(Method method, int offset) {
    if (method == Method.DDIM) {
      return Variance.FIXED_SMALL;
    }
    boolean large =
        one("variance_type", "fixed_small", "fixed_small", "fixed_large").endsWith("large");
    if (large && offset > 0) {
      // It would add noise in the last step.
      throw new IllegalArgumentException(
          FILE + "variance_type = fixed_large with steps_offset = " + offset + " is not supported");
    }
    return large ? Variance.FIXED_LARGE : Variance.FIXED_SMALL;
  }

  private String one(String key, String standard, String... supported) {
    String value =
        config.has(key) && !config.get(key).isJsonNull() ? config.get(key).getAsString() : standard;
    if (!List.of(supported).contains(value)) {
      throw new IllegalArgumentException(
          FILE
              + key
              + " = "
              + value
              + " is not supported; these are: "
              + Arrays.stream(supported).collect(Collectors.joining(", ")));
    }
    return value;
  }

  private double number(String key, double standard) {
    return config.has(key) && !config.get(key).isJsonNull()
        ? config.get(key).getAsDouble()
        : standard;
  }

  private boolean flag(String key, boolean standard) {
    return config.has(key) && !config.get(key).isJsonNull()
        ? config.get(key).getAsBoolean()
        : standard;
  }
}
