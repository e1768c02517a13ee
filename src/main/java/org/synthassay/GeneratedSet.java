package org.synthassay;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.synthassay.config.ConfigException;
import org.synthassay.config.GenerateConfig;
import org.synthassay.generator.DiffusionOptions;
import org.synthassay.generator.GeneratorOptions;
import org.synthassay.generator.SurvivingVariance;
import org.synthassay.report.MetricsJson;
import org.synthassay.spark.draw.StoredNetwork;
import org.synthassay.spark.draw.Trial;
import org.synthassay.spark.run.RunDirectory;

/** What a folder of generated images says of itself: generate.json, and each shard's provenance. */
record GeneratedSet(GenerateConfig config, GeneratorOptions options, List<StoredNetwork> networks) {

  static final String FILE = "generate.json";

  /** Raised when the same settings would draw other pictures. */
  private static final int FORM = 1;

  private record Weights(String file, String sha256) {}

  private record Picture(int channels, int height, int width) {}

  private record Survival(double variance, double share) {}

  private static final double[] DETAILS = {0.01, 0.1, 1};

  /** What made an image: the same for every run that would make it again. */
  String provenance() {
    return MetricsJson.tree(made()).toString();
  }

  private Map<String, Object> made() {
    Map<String, Object> made = new LinkedHashMap<>();
    made.put("version", Version.current());
    made.put("seed", config.seed());
    made.put(
        "networks",
        networks.stream()
            .flatMap(network -> network.files().stream())
            .map(file -> new Weights(file.name(), file.sha256()))
            .toList());
    made.put("settings", MetricsJson.parse(config.settings()));
    return made;
  }

  /** generate.json. */
  String text(Trial trial) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put("name", config.name());
    text.put("version", Version.current());
    text.putAll(identity());
    text.put("engine", trial.engine());
    text.put("images", config.plan().wanted());
    text.put("classes", classes());
    text.put("shards", config.plan().shards().size());
    text.put("picture", new Picture(trial.channels(), trial.height(), trial.width()));
    if (options instanceof DiffusionOptions diffusion) {
      text.put(
          "surviving_detail",
          DoubleStream.of(DETAILS)
              .mapToObj(detail -> new Survival(detail, share(diffusion, detail)))
              .toList());
    }
    return MetricsJson.text(text);
  }

  private Map<String, Long> classes() {
    Map<String, Long> classes = new LinkedHashMap<>();
    if (config.plan().hasClasses()) {
      config.plan().classes().forEach(one -> classes.put(one.name(), one.images()));
    }
    return classes;
  }

  /**
   * A folder with images of other settings is not added to.
   *
   * @throws ConfigException naming what differs
   */
  void checkOwn(RunDirectory run) {
    Optional<String> there = run.read(FILE);
    if (there.isEmpty()) {
      if (run.exists("audit.conf")) {
        throw config.origins().wrong("generate.output", "holds an audit: name another folder");
      }
      return;
    }
    List<String> changed = new ArrayList<>();
    JsonNode before = MetricsJson.parse(there.get());
    JsonNode now = MetricsJson.parse(MetricsJson.text(identity()));
    now.fieldNames()
        .forEachRemaining(key -> differences(key, before.path(key), now.get(key), changed));
    if (!changed.isEmpty()) {
      throw config
          .origins()
          .wrong(
              "generate.output",
              "holds another generator's images: "
                  + String.join(", ", changed)
                  + "; name another folder");
    }
  }

  /** What two runs into one folder must agree in. */
  private Map<String, Object> identity() {
    Map<String, Object> identity = made();
    identity.remove("version");
    identity.put("form", FORM);
    identity.put("only", config.plan().only());
    return identity;
  }

  private static void differences(String path, JsonNode before, JsonNode now, List<String> found) {
    if (before.isObject() && now.isObject()) {
      Set<String> keys = new TreeSet<>();
      before.fieldNames().forEachRemaining(keys::add);
      now.fieldNames().forEachRemaining(keys::add);
      keys.forEach(key -> differences(path + "." + key, before.path(key), now.path(key), found));
    } else if (!before.equals(now)) {
      found.add("%s is %s there, %s here".formatted(path, shown(before), shown(now)));
    }
  }

  private static String shown(JsonNode node) {
    return node.isMissingNode() ? "not set" : node.toString();
  }

  /** Which share of a detail a perfect denoiser would keep under these settings. */
  Optional<String> lostDetail() {
    if (!(options instanceof DiffusionOptions diffusion)) {
      return Optional.empty();
    }
    return Optional.of(
        "%d steps of %s keep %s (a perfect denoiser's, without clip and guidance)"
            .formatted(
                diffusion.sampler().grid().times().size(),
                diffusion.sampler().described(),
                DoubleStream.of(DETAILS)
                    .mapToObj(
                        detail ->
                            "%.0f %% of s² = %s"
                                .formatted(100 * share(diffusion, detail), plain(detail)))
                    .collect(Collectors.joining(", "))));
  }

  private static String plain(double detail) {
    return BigDecimal.valueOf(detail).stripTrailingZeros().toPlainString();
  }

  private static double share(DiffusionOptions diffusion, double detail) {
    return SurvivingVariance.share(diffusion.sampler(), diffusion.schedule(), detail);
  }
}
