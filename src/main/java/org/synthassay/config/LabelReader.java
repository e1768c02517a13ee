package org.synthassay.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.synthassay.input.LabelValue;
import org.synthassay.input.SetOptions.LabelFrom;
import org.synthassay.input.SetOptions.LabelSource;
import org.synthassay.input.SetSource;

/** Reads a set's {@code label}: where labels come from, and the classes made of them. */
final class LabelReader {

  private LabelReader() {}

  static LabelSource read(Section set, SetSource source) {
    Section label = set.open("label", "from", "classes");
    Setting from = label.get("from");
    Setting classes = label.get("classes");
    LabelSource read = source(from, classes, source);
    if (read.from() == LabelFrom.NONE && !Section.ofAny(classes).entries().isEmpty()) {
      throw classes.wrong("needs label.from other than none");
    }
    checkFits(read.from(), from, source);
    return read;
  }

  private static LabelSource source(Setting from, Setting classes, SetSource source) {
    if (from.isObject()) {
      boolean manifest = source instanceof SetSource.Manifest;
      Section given = Section.of(from, "column", "manifest");
      Setting column =
          given.find("column").orElseGet(() -> given.open("manifest", "column").get("column"));
      boolean plain = given.find("column").isPresent();
      if (plain) {
        SetReader.requireColumns(source, column);
      }
      return new LabelSource(
          manifest || !plain ? LabelFrom.MANIFEST : LabelFrom.SIDECAR,
          column.text(),
          classes(classes));
    }
    return switch (from.scalar()) {
      case "none" -> LabelSource.none();
      case "directory" -> new LabelSource(LabelFrom.DIRECTORY, null, classes(classes));
      case "sidecar" -> new LabelSource(LabelFrom.SIDECAR, null, classes(classes));
      default -> throw from.wrong("must be none, directory, sidecar or { column = \"…\" }");
    };
  }

  private static Map<String, List<String>> classes(Setting classes) {
    Section section = Section.ofAny(classes);
    Map<String, String> classOf = new HashMap<>();
    for (Setting one : section.entries()) {
      for (Setting value : one.elements()) {
        String other = classOf.put(LabelValue.key(value.scalar()), one.path());
        if (other != null) {
          throw value.wrong("must belong to one class, and is in " + other + " too");
        }
      }
    }
    return SetReader.lists(classes);
  }

  private static void checkFits(LabelFrom kind, Setting from, SetSource source) {
    String needed =
        switch (kind) {
          case NONE -> "";
          case DIRECTORY -> source instanceof SetSource.Embeddings ? "images or a manifest" : "";
          case SIDECAR ->
              source instanceof SetSource.Images
                      || (source instanceof SetSource.Embeddings file && file.isTable())
                  ? ""
                  : "images or Parquet";
          case MANIFEST -> source instanceof SetSource.Manifest ? "" : "a manifest";
        };
    if (!needed.isEmpty()) {
      throw from.wrong("needs a set with " + needed);
    }
  }
}
