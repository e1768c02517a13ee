package org.synthassay.generator;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.NetworkSource;

/** Reads a diffusers folder's JSON files; what they ask for and is not supported is named. */
public final class DiffusersPipeline {

  private static final Set<String> NEEDED = Set.of("unet", "scheduler");
  private static final Set<String> KNOWN =
      Set.of("unet", "scheduler", "vae", "vae_decoder", "vae_encoder");
  private static final String NETWORK = "/model.onnx";

  private final DiffusersOptions options;
  private final Function<String, Optional<String>> files;

  private DiffusersPipeline(DiffusersOptions options, Function<String, Optional<String>> files) {
    this.options = options;
    this.files = files;
  }

  /**
   * The same generator in our words.
   *
   * @param files text of a file by its path in the folder; empty where there is none
   * @throws IllegalArgumentException naming file, key and value that are not supported
   */
  public static DiffusionOptions read(
      DiffusersOptions options, Function<String, Optional<String>> files) {
    return new DiffusersPipeline(options, files).read();
  }

  private DiffusionOptions read() {
    JsonObject index = json("model_index.json").orElseThrow(() -> lacks("model_index.json"));
    checkComponents(index);
    DiffusersScheduler scheduler =
        new DiffusersScheduler(
            json("scheduler/scheduler_config.json")
                .orElseThrow(() -> lacks("scheduler/scheduler_config.json")));
    JsonObject unet = json("unet/config.json").orElseGet(JsonObject::new);
    Optional<String> decoder = decoder(index);
    Schedule schedule = scheduler.schedule();
    return new DiffusionOptions(
        network("unet"),
        DiffusionOptions.Inputs.BY_POSITION,
        null,
        decoder.map(this::network).orElse(null),
        shape(unet),
        scheduler.predicts(),
        schedule,
        scheduler.sampler(schedule, options.steps(), options.eta()),
        options.guidance(),
        decoder.map(this::latent).orElse(DiffusionOptions.Latent.AS_IT_IS));
  }

  private NetworkSource network(String part) {
    return NetworkSource.of(options.folder() + "/" + part + NETWORK);
  }

  private static void checkComponents(JsonObject index) {
    for (String name : NEEDED) {
      if (!isThere(index.get(name))) {
        throw new IllegalArgumentException("model_index.json: needs a " + name);
      }
    }
    for (Map.Entry<String, JsonElement> part : index.entrySet()) {
      boolean component = part.getValue() instanceof JsonArray && isThere(part.getValue());
      if (component && !KNOWN.contains(part.getKey())) {
        throw new IllegalArgumentException(
            "model_index.json: %s = %s is not supported; pipelines of %s are"
                .formatted(part.getKey(), part.getValue(), KNOWN.stream().sorted().toList()));
      }
    }
  }

  /** A component is a pair of names; [null, null] stands for none. */
  private static boolean isThere(@Nullable JsonElement part) {
    return part instanceof JsonArray names
        && StreamSupport.stream(names.spliterator(), false).noneMatch(JsonElement::isJsonNull);
  }

  private static Optional<String> decoder(JsonObject index) {
    if (isThere(index.get("vae_decoder"))) {
      return Optional.of("vae_decoder");
    }
    return isThere(index.get("vae")) ? Optional.of("vae_decoder") : Optional.empty();
  }

  private List<Integer> shape(JsonObject unet) {
    List<Integer> given = options.shape();
    if (given != null) {
      return given;
    }
    if (!unet.has("in_channels") || !unet.has("sample_size")) {
      throw new IllegalArgumentException(
          "unet/config.json must hold in_channels and sample_size: else give diffusers.shape");
    }
    JsonElement size = unet.get("sample_size");
    int height = size instanceof JsonArray sides ? sides.get(0).getAsInt() : size.getAsInt();
    int width = size instanceof JsonArray sides ? sides.get(1).getAsInt() : size.getAsInt();
    return List.of(unet.get("in_channels").getAsInt(), height, width);
  }

  /** 0.18215 is what diffusers takes where the decoder's configuration is silent. */
  private DiffusionOptions.Latent latent(String decoder) {
    JsonObject config = json(decoder + "/config.json").orElseGet(JsonObject::new);
    double scale = number(config, "scaling_factor", 0.18215);
    return new DiffusionOptions.Latent(scale, number(config, "shift_factor", 0));
  }

  private static double number(JsonObject config, String key, double standard) {
    return config.has(key) && !config.get(key).isJsonNull()
        ? config.get(key).getAsDouble()
        : standard;
  }

  private Optional<JsonObject> json(String name) {
    return files
        .apply(name)
        .map(
            text -> {
              try {
                return JsonParser.parseString(text).getAsJsonObject();
              } catch (JsonParseException | IllegalStateException e) {
                throw new IllegalArgumentException(name + ": is no JSON object", e);
              }
            });
  }

  private static IllegalArgumentException lacks(String name) {
    return new IllegalArgumentException("lacks " + name);
  }
}
