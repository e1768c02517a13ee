package org.synthassay.config;

import java.nio.charset.Charset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.synthassay.input.CsvOptions;
import org.synthassay.input.SetSource;
import org.synthassay.input.SetSource.Conflict;

/** Reads a set's {@code manifest}: the table that names its images, and how it is written. */
final class ManifestReader {

  private ManifestReader() {}

  static SetSource.Manifest read(Setting setting) {
    Section manifest =
        Section.of(
            setting,
            "file",
            "path-column",
            "root",
            "where",
            "conflict",
            "separator",
            "quote",
            "encoding");
    return new SetSource.Manifest(
        manifest.get("file").text(),
        manifest.get("path-column").text(),
        manifest.find("root").map(Setting::text).orElse(null),
        manifest.find("where").map(SetReader::lists).orElse(Map.of()),
        manifest.find("conflict").map(c -> c.choice(Conflict.class)).orElse(Conflict.ERROR),
        manifest.build(() -> csv(manifest)));
  }

  private static CsvOptions csv(Section manifest) {
    CsvOptions usual = CsvOptions.usual();
    return new CsvOptions(
        manifest.find("separator").map(s -> letter(s, "auto")).orElse(usual.separator()),
        manifest.find("quote").isPresent() ? letter(manifest.get("quote"), "none") : usual.quote(),
        manifest.find("encoding").map(ManifestReader::encoding).orElse(usual.encoding()));
  }

  private static @Nullable Character letter(Setting setting, String word) {
    String text = setting.scalar();
    if (text.equals(word)) {
      return null;
    }
    if (text.length() != 1 || text.equals("\n") || text.equals("\r")) {
      throw setting.wrong("must be " + word + " or one character");
    }
    return text.charAt(0);
  }

  private static @Nullable String encoding(Setting setting) {
    String name = setting.text();
    if (name.equals("auto")) {
      return null;
    }
    try {
      return Charset.forName(name).name();
    } catch (IllegalArgumentException e) {
      throw setting.wrong("must be auto or an encoding, such as utf-8, utf-16 or windows-1252", e);
    }
  }
}
