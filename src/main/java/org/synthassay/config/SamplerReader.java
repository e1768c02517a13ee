package org.synthassay.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.synthassay.generator.Guidance;
import org.synthassay.generator.Guidance.Negative;
import org.synthassay.generator.SamplerOptions;
import org.synthassay.generator.SamplerOptions.Last;
import org.synthassay.generator.SamplerOptions.Method;
import org.synthassay.generator.SamplerOptions.Previous;
import org.synthassay.generator.SamplerOptions.Variance;
import org.synthassay.generator.Schedule;
import org.synthassay.generator.TimeGrid;
import org.synthassay.generator.TimeGrid.Spacing;

/** Reads how a diffusion generator walks: schedule, sampler and guidance. */
final class SamplerReader {

  private static final int STEPS = 50;
  private static final int TIMES = 1000;
  private static final int MAX_TIMES = 1_000_000;

  private SamplerReader() {}

  static Schedule schedule(Setting setting) {
    Section schedule = Section.of(setting, "linear", "scaled-linear", "cosine", "betas");
    if (schedule.entries().size() != 1) {
      throw setting.wrong("needs exactly one of linear, scaled-linear, cosine and betas");
    }
    Setting law = schedule.entries().get(0);
    if (schedule.keyOf(law).equals("betas")) {
      List<Double> betas = law.elements().stream().map(Setting::number).toList();
      return schedule.build(() -> Schedule.given(betas));
    }
    if (schedule.keyOf(law).equals("cosine")) {
      return Schedule.cosine(times(Section.of(law, "steps")));
    }
    Section line = Section.of(law, "start", "end", "steps");
    double start = line.get("start").number();
    double end = line.get("end").number();
    int times = times(line);
    return line.build(
        () ->
            schedule.keyOf(law).equals("linear")
                ? Schedule.linear(start, end, times)
                : Schedule.scaledLinear(start, end, times));
  }

  private static int times(Section law) {
    return law.find("steps").map(steps -> steps.whole(1, MAX_TIMES)).orElse(TIMES);
  }

  static SamplerOptions sampler(Section diffusion, Schedule schedule) {
    Section sampler =
        diffusion.open(
            "sampler",
            "method",
            "steps",
            "grid",
            "offset",
            "previous",
            "eta",
            "clip",
            "last",
            "variance");
    TimeGrid grid = grid(sampler, schedule);
    double eta = number(sampler, "eta", 0);
    @Nullable Double clip =
        sampler
            .find("clip")
            .filter(value -> !value.scalar().equals("none"))
            .map(Setting::number)
            .orElse(null);
    return sampler.build(
        () ->
            new SamplerOptions(
                choice(sampler, "method", Method.DDIM),
                grid,
                choice(sampler, "previous", Previous.GRID),
                eta,
                clip,
                choice(sampler, "last", Last.ONE),
                choice(sampler, "variance", Variance.FIXED_SMALL)));
  }

  private static TimeGrid grid(Section sampler, Schedule schedule) {
    int steps = sampler.find("steps").map(s -> s.whole(1, MAX_TIMES)).orElse(STEPS);
    int offset = sampler.find("offset").map(o -> o.whole(0, MAX_TIMES)).orElse(0);
    var given = sampler.find("grid");
    if (given.isPresent() && given.get().scalar().isEmpty()) {
      List<Integer> times =
          given.get().elements().stream().map(t -> t.whole(0, MAX_TIMES)).toList();
      if (sampler.find("steps").isPresent() && steps != times.size()) {
        throw sampler.get("steps").wrong("must be left out: grid names its " + times.size());
      }
      return sampler.build(() -> new TimeGrid(times));
    }
    Spacing spacing = choice(sampler, "grid", Spacing.LEADING);
    return sampler.build(() -> TimeGrid.of(spacing, steps, schedule.steps(), offset));
  }

  static Guidance guidance(Section block) {
    return block.find("guidance").map(SamplerReader::guidance).orElse(Guidance.NONE);
  }

  private static Guidance guidance(Setting setting) {
    Section guidance = Section.of(setting, "scale", "negative");
    double scale = number(guidance, "scale", 1);
    String negative = guidance.find("negative").map(Setting::scalar).orElse("none");
    return guidance.build(
        () ->
            switch (negative) {
              case "none" -> new Guidance(scale, Negative.NONE, -1);
              case "other-class" -> new Guidance(scale, Negative.OTHER_CLASS, -1);
              default -> {
                int number =
                    guidance
                        .get("negative")
                        .whole(0, MAX_TIMES, "none, other-class or the number of a class: ");
                yield new Guidance(scale, Negative.CLASS, number);
              }
            });
  }

  static double number(Section section, String key, double standard) {
    return section.find(key).map(Setting::number).orElse(standard);
  }

  private static <E extends Enum<E>> E choice(Section section, String key, E standard) {
    return section
        .find(key)
        .map(value -> value.choice(standard.getDeclaringClass()))
        .orElse(standard);
  }
}
