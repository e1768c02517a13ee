package org.synthassay.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.generator.DiffusersOptions;
import org.synthassay.generator.DiffusionOptions;
import org.synthassay.generator.GeneratorOptions;
import org.synthassay.generator.OneShotOptions;
import org.synthassay.generator.OneShotOptions.ClassInput;
import org.synthassay.generator.OneShotOptions.Law;
import org.synthassay.generator.Prediction;

/** Reads {@code generate.generator}: which networks draw. */
final class GeneratorReader {

  private static final int MAX_Z = 1 << 20;

  private GeneratorReader() {}

  static GeneratorOptions read(Setting generator) {
    Section section = Section.of(generator, "diffusion", "one-shot", "diffusers");
    List<Setting> given = section.entries();
    if (given.size() != 1) {
      throw generator.wrong("needs exactly one of diffusion, one-shot and diffusers");
    }
    Setting one = given.get(0);
    return switch (section.keyOf(one)) {
      case "diffusion" -> diffusion(one);
      case "one-shot" -> oneShot(one);
      default -> diffusers(one);
    };
  }

  private static GeneratorOptions diffusion(Setting setting) {
    Section diffusion =
        Section.of(
            setting,
            "denoiser",
            "inputs",
            "output",
            "decoder",
            "shape",
            "predicts",
            "schedule",
            "sampler",
            "guidance",
            "latent");
    var schedule = SamplerReader.schedule(diffusion.get("schedule"));
    var sampler = SamplerReader.sampler(diffusion, schedule);
    var guidance = SamplerReader.guidance(diffusion);
    return diffusion.build(
        () ->
            new DiffusionOptions(
                NetworkReader.network(diffusion.get("denoiser")),
                inputs(diffusion),
                text(diffusion, "output"),
                diffusion.find("decoder").map(NetworkReader::network).orElse(null),
                shape(diffusion.get("shape")),
                diffusion
                    .find("predicts")
                    .map(p -> p.choice(Prediction.class))
                    .orElse(Prediction.EPSILON),
                schedule,
                sampler,
                guidance,
                latent(diffusion)));
  }

  private static DiffusionOptions.Inputs inputs(Section diffusion) {
    return diffusion
        .find("inputs")
        .map(setting -> Section.of(setting, "x", "t", "class"))
        .map(
            names ->
                new DiffusionOptions.Inputs(
                    text(names, "x"), text(names, "t"), text(names, "class")))
        .orElse(DiffusionOptions.Inputs.BY_POSITION);
  }

  private static DiffusionOptions.Latent latent(Section diffusion) {
    return diffusion
        .find("latent")
        .map(setting -> Section.of(setting, "scale", "shift"))
        .map(
            latent ->
                latent.build(
                    () ->
                        new DiffusionOptions.Latent(
                            SamplerReader.number(latent, "scale", 1),
                            SamplerReader.number(latent, "shift", 0))))
        .orElse(DiffusionOptions.Latent.AS_IT_IS);
  }

  private static List<Integer> shape(Setting shape) {
    List<Integer> sizes =
        shape.elements().stream().map(size -> size.whole(1, MethodReader.MAX_SIDE)).toList();
    if (sizes.size() != 3) {
      throw shape.wrong("must be [channels, height, width] of the denoiser's state");
    }
    return sizes;
  }

  private static GeneratorOptions oneShot(Setting setting) {
    Section oneShot =
        Section.of(setting, "network", "inputs", "output", "z", "class", "truncation");
    Section z = oneShot.open("z", "size", "law");
    var names =
        oneShot
            .find("inputs")
            .map(inputs -> Section.of(inputs, "z", "class", "truncation"))
            .map(
                n ->
                    new OneShotOptions.Inputs(
                        text(n, "z"), text(n, "class"), text(n, "truncation")))
            .orElse(OneShotOptions.Inputs.BY_POSITION);
    @Nullable Double truncation =
        oneShot
            .find("truncation")
            .filter(psi -> !psi.scalar().equals("none"))
            .map(Setting::number)
            .orElse(null);
    return oneShot.build(
        () ->
            new OneShotOptions(
                NetworkReader.network(oneShot.get("network")),
                names,
                text(oneShot, "output"),
                z.get("size").whole(1, MAX_Z),
                z.find("law").map(law -> law.choice(Law.class)).orElse(Law.NORMAL),
                oneShot
                    .find("class")
                    .map(label -> label.choice(ClassInput.class))
                    .orElse(ClassInput.NONE),
                truncation));
  }

  private static GeneratorOptions diffusers(Setting setting) {
    if (!setting.isObject()) {
      return DiffusersOptions.of(setting.text());
    }
    Section folder = Section.of(setting, "folder", "steps", "eta", "guidance", "shape");
    return new DiffusersOptions(
        folder.get("folder").text(),
        folder.find("steps").map(steps -> steps.whole(1, 1_000_000)).orElse(null),
        SamplerReader.number(folder, "eta", 0),
        SamplerReader.guidance(folder),
        folder.find("shape").map(GeneratorReader::shape).orElse(null));
  }

  private static @Nullable String text(Section section, String key) {
    return section.find(key).map(Setting::text).orElse(null);
  }
}
