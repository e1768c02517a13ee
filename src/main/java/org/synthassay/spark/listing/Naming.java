package org.synthassay.spark.listing;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.synthassay.input.LabelValue;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetOptions.GroupSource;
import org.synthassay.input.SetOptions.LabelFrom;

/** The rules that give an image its class and its group. */
public final class Naming implements Serializable {
  private final LabelFrom from;
  private final Map<String, String> classOfValue = new HashMap<>();
  private final GroupSource groups;
  private transient @Nullable Pattern pattern;

  public Naming(SetOptions options) {
    from = options.label().from();
    groups = options.group();
    options
        .label()
        .classes()
        .forEach((name, values) -> values.forEach(v -> classOfValue.put(LabelValue.key(v), name)));
  }

  /** What the image's label is before classes are mapped. */
  public @Nullable String value(@Nullable String directory, @Nullable String told) {
    return switch (from) {
      case NONE -> null;
      case DIRECTORY -> directory;
      case MANIFEST, SIDECAR -> told;
    };
  }

  /** True where labels are asked for and this value belongs to no class; blank is a value too. */
  public boolean leavesOut(@Nullable String value) {
    return from != LabelFrom.NONE
        && (classOfValue.isEmpty()
            ? value == null || value.isBlank()
            : !classOfValue.containsKey(LabelValue.key(value)));
  }

  /** The image's class; where there are no classes, its value, of which 1 and 1.0 are one. */
  public @Nullable String label(@Nullable String value) {
    boolean mapped = from != LabelFrom.NONE && !classOfValue.isEmpty();
    String key = LabelValue.key(value);
    return mapped ? classOfValue.get(key) : value == null ? null : key;
  }

  /** The group of an id, or null: then the image is a group of its own. */
  public @Nullable String group(String id, @Nullable String told) {
    if (groups instanceof GroupSource.Column) {
      return told == null || told.isBlank() ? null : told.strip();
    }
    if (!(groups instanceof GroupSource.IdPattern byId)) {
      return null;
    }
    if (pattern == null) {
      pattern = Pattern.compile(byId.regex());
    }
    Matcher matcher = pattern.matcher(id);
    return matcher.find() ? lastCapture(matcher) : null;
  }

  private static @Nullable String lastCapture(Matcher matcher) {
    for (int i = matcher.groupCount(); i > 0; i--) {
      if (matcher.group(i) != null) {
        return matcher.group(i);
      }
    }
    return null;
  }
}
