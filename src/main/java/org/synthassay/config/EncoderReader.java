package org.synthassay.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.EmbeddingOptions;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.embedding.EmbeddingOptions.EngineChoice;
import org.synthassay.embedding.EmbeddingOptions.Normalisation;
import org.synthassay.embedding.EmbeddingOptions.ResizeMode;
import org.synthassay.embedding.NetworkFormat;
import org.synthassay.input.SetOptions;
import org.synthassay.math.Compared;

/** Reads the network of an audit, and the further ones beside it. */
final class EncoderReader {

  private static final String[] KEYS = {
    "model", "engine", "resize", "normalise", "batch", "device", "side", "sha256", "trust", "output"
  };

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private EncoderReader() {}

  /**
   * {@code audit} with every block of {@code encoders} filled in: batch and device as those of
   * {@code embedding}, the rest as its defaults are.
   */
  static ConfigValue withDefaults(Setting audit, ConfigObject standard) {
    Section sections = Section.ofAny(audit);
    Section encoders = Section.ofAny(sections.get("encoders"));
    ConfigObject own = (ConfigObject) Section.ofAny(sections.get("embedding")).setting().value();
    ConfigObject filled = ((ConfigObject) encoders.setting().value());
    for (Setting encoder : encoders.entries()) {
      ConfigObject all =
          ((ConfigObject) Section.ofAny(encoder).setting().value())
              .withFallback(own.toConfig().withOnlyPath("batch").root())
              .withFallback(own.toConfig().withOnlyPath("device").root())
              .withFallback(standard.withoutKey("model"));
      filled = filled.withValue(encoders.keyOf(encoder), all);
    }
    return ((ConfigObject) audit.value()).withValue("encoders", filled);
  }

  /** Further networks by name. */
  static Map<String, EmbeddingOptions> encoders(Section audit, Compared<SetOptions> sets) {
    Section encoders = Section.ofAny(audit.get("encoders"));
    Map<String, EmbeddingOptions> found = new LinkedHashMap<>();
    for (Setting encoder : encoders.entries()) {
      String name = encoders.keyOf(encoder);
      if (!NAME.matcher(name).matches() || name.equals(AuditConfig.MAIN)) {
        throw encoder.wrong(
            "must be named with letters, digits, _ and -, and not " + AuditConfig.MAIN);
      }
      if (sets.real().isEmbedded()) {
        throw encoder.wrong("needs images: the sets are finished embeddings of one network");
      }
      found.put(name, embedding(encoder));
    }
    return found;
  }

  /** The settings of one network. */
  static EmbeddingOptions embedding(Setting block) {
    Section embedding = Section.of(block, KEYS);
    Setting model = embedding.get("model");
    Setting resize = embedding.get("resize");
    Setting normalise = embedding.get("normalise");
    if (model.text().equals(EmbeddingOptions.GIST)) {
      demandAuto(resize);
      demandAuto(normalise);
      demandAuto(embedding.get("side"));
      demandAuto(embedding.get("sha256"));
      demandAuto(embedding.get("output"));
    }
    EngineChoice engine = engine(model, embedding.get("engine"));
    String sha256 = NetworkReader.sha256(model, embedding.get("sha256"), embedding.get("trust"));
    return new EmbeddingOptions(
        model.text(),
        engine,
        resize.choice(ResizeMode.class),
        normalise.choice(Normalisation.class),
        embedding.get("batch").whole(1, MethodReader.MAX_SIDE),
        embedding.get("device").choice(DeviceChoice.class),
        side(embedding.get("side")),
        sha256,
        output(embedding.get("output")));
  }

  private static @Nullable Integer side(Setting side) {
    return side.scalar().equals("auto")
        ? null
        : side.whole(MethodReader.MIN_SIDE, MethodReader.MAX_SIDE, "auto or ");
  }

  private static @Nullable String output(Setting output) {
    return output.scalar().equals("auto") ? null : output.text();
  }

  private static void demandAuto(Setting setting) {
    if (!setting.scalar().equals("auto")) {
      throw setting.wrong(
          "must be auto, as model is " + EmbeddingOptions.GIST + ", which defines its own");
    }
  }

  private static NetworkFormat format(Setting model) {
    return model.text().equals(EmbeddingOptions.GIST)
        ? NetworkFormat.ONNX
        : NetworkFormat.of(model.text())
            .orElseThrow(
                () -> model.wrong("must be " + EmbeddingOptions.GIST + " or end in .onnx or .pt"));
  }

  private static EngineChoice engine(Setting model, Setting engine) {
    EngineChoice needed = format(model).engine();
    EngineChoice chosen = engine.choice(EngineChoice.class);
    if (chosen != EngineChoice.AUTO && chosen != needed) {
      throw engine.wrong(
          "must be auto or " + Setting.word(needed) + ", which reads " + model.text());
    }
    return chosen;
  }
}
