package org.synthassay.spark.listing;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
        .forEach((name, values) -> values.forEach(value -> classOfValue.put(key(value), name)));
  }

  /** What the image's label is before classes are mapped. */
  public @Nullable String value(@Nullable String directory, @Nullable String told) {
    return switch (from) {
      case NONE -> null;
      case DIRECTORY -> directory;
      case MANIFEST, SIDECAR -> told;
    };
  }

  /** True where labels are asked for and this value belongs to no class. */
  public boolean leavesOut(@Nullable String value) {
    return from != LabelFrom.NONE
        && (value == null
            || value.isBlank()
            || (!classOfValue.isEmpty() && !classOfValue.containsKey(key(value))));
  }

  public @Nullable String label(@Nullable String value) {
    return value == null || classOfValue.isEmpty() ? value : classOfValue.get(key(value));
  }

  /** The group of an id, or null: then the image is a group of its own. */
  public @Nullable String group(String id, @Nullable String told) {
    if (!(groups instanceof GroupSource.IdPattern byId)) {
      return told == null || told.isBlank() ? null : told;
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

  /** Values compare as numbers where both are: 1, 1.0 and "1.00" are one value. */
  static String key(String value) {
    String trimmed = value.trim();
    try {
      return Double.toString(Double.parseDouble(trimmed));
    } catch (NumberFormatException text) {
      return trimmed;
    }
  }

  /** True where {@code value} is one of {@code accepted}. */
  static boolean accepts(List<String> accepted, @Nullable String value) {
    return value != null && accepted.stream().anyMatch(a -> key(a).equals(key(value)));
  }
}
