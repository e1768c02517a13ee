package org.synthassay.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Reads a configuration file, once, into validated records: overrides, then file, then defaults.
 */
public final class ConfigReader {

  /** The block that holds every key of an audit. */
  static final String ROOT = "audit";

  /** The block that holds every key of a generator's images. */
  static final String GENERATE = "generate";

  /** The block for names of the user's own, used as {@code ${let.name}}. */
  static final String NAMES = "let";

  private static final ConfigRenderOptions PLAIN =
      ConfigRenderOptions.defaults().setOriginComments(false).setComments(false).setJson(false);

  private ConfigReader() {}

  /**
   * The audit that {@code file} describes.
   *
   * @param overrides {@code key=value}, with or without the leading {@code audit.}; later ones win
   * @throws ConfigException naming file and line, key, value and what is allowed
   */
  public static AuditConfig read(ConfigText file, List<String> overrides) {
    Setting given = block(file, overrides, ROOT);
    ConfigObject network = Defaults.of(file.name(), ROOT).getObject(ROOT + ".embedding");
    ConfigValue audit = EncoderReader.withDefaults(given, network);
    return AuditReader.read(new Setting(ROOT, audit), rendered(ROOT, audit));
  }

  /**
   * The images that {@code file} has drawn.
   *
   * @param overrides {@code key=value}, with or without the leading {@code generate.}
   * @throws ConfigException naming file and line, key, value and what is allowed
   */
  public static GenerateConfig generate(ConfigText file, List<String> overrides) {
    Setting given = block(file, overrides, GENERATE);
    return GenerateReader.read(given, rendered(GENERATE, given.value()));
  }

  /** One block of the file, resolved, its defaults filled in; a file may hold both. */
  private static Setting block(ConfigText file, List<String> overrides, String key) {
    Config written = Overrides.parse(overrides, key).withFallback(Includes.parse(file));
    Config resolved = resolve(written, file.name(), key);
    Section root = Section.of(new Setting("", resolved.root()), ROOT, GENERATE, NAMES);
    root.entries().forEach(Section::ofAny);
    return new Setting(key, withOutput(root.get(key)));
  }

  /** The demo's audit, from the jar alone: phantoms and results under {@code out}. */
  public static AuditConfig demo(String out, OptionalLong seed) {
    return read(demoFile(), demoOverrides(out, seed));
  }

  /** The audit of what the demo's own generator drew. */
  public static AuditConfig demoOfGenerator(String out, OptionalLong seed) {
    List<String> overrides = new ArrayList<>(demoOverrides(out, seed));
    overrides.add("name=Synthassay demo: phantoms from a small generator");
    overrides.add("output=" + out + "/audit-generated");
    overrides.add("synthetic.images=" + out + "/generated");
    overrides.add("synthetic.label.from=sidecar");
    return read(demoFile(), overrides);
  }

  /**
   * What the demo's own generator draws.
   *
   * @param classes names, in the order of their numbers
   */
  public static GenerateConfig demoGenerator(
      String out, OptionalLong seed, List<String> classes, int channels) {
    List<String> overrides = new ArrayList<>(demoOverrides(out, seed));
    overrides.add("generator.diffusion.shape=[" + channels + ", 128, 128]");
    Config file = Includes.parse(demoFile());
    file.getObject(GENERATE + ".classes")
        .keySet()
        .forEach(k -> overrides.add("classes." + k + "=null"));
    for (int number = 0; number < classes.size(); number++) {
      String path = "classes." + ConfigUtil.quoteString(classes.get(number));
      overrides.add(path + "={class=" + number + ", images=75}");
    }
    return generate(demoFile(), overrides);
  }

  private static ConfigText demoFile() {
    return ConfigText.of("demo.conf", resource("/demo.conf"));
  }

  private static List<String> demoOverrides(String out, OptionalLong seed) {
    String folder = NAMES + ".out=" + ConfigUtil.quoteString(out);
    return seed.isPresent() ? List.of(folder, "seed=" + seed.getAsLong()) : List.of(folder);
  }

  private static Config resolve(Config written, String file, String key) {
    ConfigValue name = ConfigValueFactory.fromAnyRef(baseName(file), file + Defaults.MARK);
    try {
      return written
          .withFallback(Defaults.of(file, key))
          .withFallback(name.atPath(key + ".name"))
          .resolve();
    } catch (com.typesafe.config.ConfigException e) {
      throw ParserFaults.of(e);
    }
  }

  private static ConfigValue withOutput(Setting block) {
    String name = Section.ofAny(block).get("name").text();
    String end = block.path().equals(GENERATE) ? "-images" : "";
    String folder = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[-.]+|-+$", "");
    return block
        .value()
        .withFallback(
            ConfigValueFactory.fromAnyRef(
                    "runs/" + (folder.isEmpty() ? block.path() : folder) + end, Defaults.MARK)
                .atKey("output")
                .root());
  }

  /** {@code s3a://bucket/conf/fundus.conf} → {@code fundus}. */
  private static String baseName(String file) {
    return file.replaceFirst("^.*[/\\\\]", "").replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private static String rendered(String key, ConfigValue block) {
    return Secrets.masked(key, block).atKey(key).root().render(PLAIN);
  }

  private static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(ConfigReader.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigException(name + ": cannot be read from the jar", e);
    }
  }
}
