package org.synthassay.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.synthassay.embedding.EmbeddingOptions.DeviceChoice;
import org.synthassay.generator.DiffusersOptions;
import org.synthassay.generator.DiffusionOptions;
import org.synthassay.generator.GeneratorOptions;
import org.synthassay.generator.Guidance;
import org.synthassay.generator.OneShotOptions;
import org.synthassay.generator.OneShotOptions.ClassInput;
import org.synthassay.generator.OneShotOptions.Law;
import org.synthassay.generator.Plan;
import org.synthassay.generator.Plan.PlannedClass;
import org.synthassay.generator.Quantise;
import org.synthassay.shard.MadeFormat;

/** Reads the resolved {@code generate} block. */
final class GenerateReader {

  private static final long MAX_IMAGES = 1L << 40;

  private GenerateReader() {}

  static GenerateConfig read(Setting root, String resolved) {
    Section generate =
        Section.of(
            root,
            "name",
            "seed",
            "output",
            "images",
            "classes",
            "shards",
            "generator",
            "quantise",
            "common-noise",
            "only",
            "batch",
            "device");
    Section shards = generate.open("shards", "format", "images-per-shard");
    Plan plan = plan(generate, shards.get("images-per-shard").whole(1, 1_000_000));
    Setting seed = generate.get("seed");
    long number = seed.whole(Long.MIN_VALUE, Long.MAX_VALUE);
    GeneratorOptions generator = GeneratorReader.read(generate.get("generator"));
    checkFits(generate, generator, plan);
    checkReplay(seed, number, generator, plan);
    return new GenerateConfig(
        generate.get("name").text(),
        number,
        generate.get("output").text(),
        plan,
        shards.get("format").choice(MadeFormat.class),
        generator,
        generate.get("quantise").choice(Quantise.class),
        generate.get("batch").whole(1, MethodReader.MAX_SIDE),
        generate.get("device").choice(DeviceChoice.class),
        settings(root),
        resolved,
        SettingOrigins.of(root));
  }

  /** Neither where the images go nor which of them are drawn now decides what they show. */
  private static String settings(Setting root) {
    ConfigObject deciding =
        ((ConfigObject) root.value())
            .withoutKey("name")
            .withoutKey("seed")
            .withoutKey("output")
            .withoutKey("device")
            .withoutKey("only");
    return plain(Secrets.masked(root.path(), deciding)).render(ConfigRenderOptions.concise());
  }

  /** A number is one whether the file or the command line says it. */
  private static ConfigValue plain(ConfigValue value) {
    if (value instanceof ConfigObject object) {
      Map<String, ConfigValue> entries = new HashMap<>();
      object.forEach((key, entry) -> entries.put(key, plain(entry)));
      return ConfigValueFactory.fromMap(entries);
    }
    if (value instanceof ConfigList list) {
      return ConfigValueFactory.fromIterable(list.stream().map(GenerateReader::plain).toList());
    }
    String text = new Setting("", value).scalar();
    try {
      BigDecimal number = new BigDecimal(text);
      boolean whole = number.stripTrailingZeros().scale() <= 0;
      return ConfigValueFactory.fromAnyRef(
          whole ? (Number) number.longValue() : (Number) number.doubleValue());
    } catch (NumberFormatException e) {
      boolean flag = text.equals("true") || text.equals("false");
      return ConfigValueFactory.fromAnyRef(flag ? (Object) text.equals("true") : text);
    }
  }

  private static Plan plan(Section generate, int imagesPerShard) {
    Optional<Setting> images = generate.find("images");
    Optional<Setting> classes = generate.find("classes");
    if (images.isPresent() == classes.isPresent()) {
      throw generate.setting().wrong("needs either images or classes");
    }
    List<PlannedClass> planned =
        classes.isPresent()
            ? classes(classes.get())
            : List.of(new PlannedClass("", -1, images.get().whole(1L, MAX_IMAGES)));
    Setting only = generate.get("only");
    boolean all = only.scalar().equals("all");
    List<Long> numbers =
        all ? List.of() : only.elements().stream().map(n -> n.whole(0L, MAX_IMAGES)).toList();
    if (!all && numbers.isEmpty()) {
      throw only.wrong("must be all or a list of image numbers");
    }
    boolean commonNoise = generate.get("common-noise").flag();
    try {
      return new Plan(planned, commonNoise, imagesPerShard, numbers);
    } catch (IllegalArgumentException e) {
      throw only.wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private static List<PlannedClass> classes(Setting setting) {
    Section section = Section.ofAny(setting);
    if (section.entries().isEmpty()) {
      throw setting.wrong("must hold at least one class, as name { class = 1, images = 100 }");
    }
    List<PlannedClass> classes = new ArrayList<>();
    Map<Integer, Setting> seen = new HashMap<>();
    for (Setting entry : section.entries()) {
      Section one = Section.of(entry, "class", "images");
      int number = one.get("class").whole(0, 1_000_000);
      Setting other = seen.put(number, entry);
      if (other != null) {
        throw one.get("class").wrong("must be a number of its own, " + other.path() + " has it");
      }
      long images = one.get("images").whole(1L, MAX_IMAGES);
      classes.add(new PlannedClass(section.keyOf(entry), number, images));
    }
    return classes;
  }

  private static Guidance guidance(GeneratorOptions generator) {
    if (generator instanceof DiffusionOptions diffusion) {
      return diffusion.guidance();
    }
    return generator instanceof DiffusersOptions folder ? folder.guidance() : Guidance.NONE;
  }

  private static void checkFits(Section generate, GeneratorOptions generator, Plan plan) {
    if (generator instanceof OneShotOptions oneShot
        && (oneShot.label() != ClassInput.NONE) != plan.hasClasses()) {
      throw generate
          .get("generator")
          .wrong(
              plan.hasClasses()
                  ? "generate.classes are drawn: needs one-shot.class = one-hot or index"
                  : "one-shot.class takes classes: needs generate.classes instead of images");
    }
    Guidance guidance = guidance(generator);
    if (guidance.negative() != Guidance.Negative.NONE && !plan.hasClasses()) {
      throw generate
          .get("generator")
          .wrong("guidance holds classes against each other: needs generate.classes");
    }
    if (guidance.negative() == Guidance.Negative.OTHER_CLASS
        && plan.classes().stream().anyMatch(one -> one.number() > 1)) {
      throw generate
          .get("classes")
          .wrong("guidance.negative = other-class knows the classes 0 and 1 only");
    }
  }

  /** NumPy's seeds have 32 bits. */
  private static void checkReplay(Setting seed, long number, GeneratorOptions options, Plan plan) {
    boolean replays =
        options instanceof OneShotOptions oneShot && oneShot.law() == Law.NUMPY_RANDOMSTATE;
    if (replays && (number < 0 || number > 0xFFFFFFFFL - plan.images())) {
      throw seed.wrong(
          "z.law = numpy-randomstate needs seed and seed + image from 0 to 4294967295");
    }
  }
}
