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
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * Reads a configuration file, once, into validated records: overrides, then file, then defaults.
 */
public final class ConfigReader {

  /** The block that holds every key of an audit. */
  static final String ROOT = "audit";

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
    Config written = Overrides.parse(overrides).withFallback(Includes.parse(file));
    Config resolved = resolve(written, file.name());
    Section root = Section.of(new Setting("", resolved.root()), ROOT, NAMES);
    root.entries().forEach(Section::ofAny);
    Setting given = new Setting(ROOT, withOutput(root.get(ROOT)));
    ConfigObject network = Defaults.of(file.name()).getObject(ROOT + ".embedding");
    ConfigValue audit = EncoderReader.withDefaults(given, network);
    return AuditReader.read(new Setting(ROOT, audit), rendered(audit));
  }

  /** The demo's audit, from the jar alone: phantoms and results under {@code out}. */
  public static AuditConfig demo(String out, OptionalLong seed) {
    String override = NAMES + ".out=" + ConfigUtil.quoteString(out);
    return read(
        ConfigText.of("demo.conf", resource("/demo.conf")),
        seed.isPresent() ? List.of(override, "seed=" + seed.getAsLong()) : List.of(override));
  }

  private static Config resolve(Config written, String file) {
    ConfigValue name = ConfigValueFactory.fromAnyRef(baseName(file), file + Defaults.MARK);
    try {
      return written
          .withFallback(Defaults.of(file))
          .withFallback(name.atPath(ROOT + ".name"))
          .resolve();
    } catch (com.typesafe.config.ConfigException e) {
      throw ParserFaults.of(e);
    }
  }

  private static ConfigValue withOutput(Setting audit) {
    String name = Section.ofAny(audit).get("name").text();
    String folder = name.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[-.]+|-+$", "");
    return audit
        .value()
        .withFallback(
            ConfigValueFactory.fromAnyRef(
                    "runs/" + (folder.isEmpty() ? ROOT : folder), Defaults.MARK)
                .atKey("output")
                .root());
  }

  /** {@code s3a://bucket/conf/fundus.conf} → {@code fundus}. */
  private static String baseName(String file) {
    return file.replaceFirst("^.*[/\\\\]", "").replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private static String rendered(ConfigValue audit) {
    return Secrets.masked(ROOT, audit).atKey(ROOT).root().render(PLAIN);
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
