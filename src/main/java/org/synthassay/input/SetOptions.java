package org.synthassay.input;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One set of the audit: its rows, their labels and their groups. */
public record SetOptions(SetSource source, LabelSource label, GroupSource group)
    implements Serializable {

  /** True where the set comes as finished embeddings: no pixels. */
  public boolean isEmbedded() {
    return source instanceof SetSource.Embeddings;
  }

  /** Where labels come from. */
  public enum LabelFrom {
    NONE,
    /** The name of the folder that holds the image. */
    DIRECTORY,
    /** A column of the manifest. */
    MANIFEST,
    /** What stands beside the image in its shard: a file, a key of its JSON, a column. */
    SIDECAR
  }

  /**
   * How an image gets its label.
   *
   * @param column the manifest's column, or the shards' column or key, where null stands for the
   *     usual names; null elsewhere
   * @param classes class → label values that belong to it; empty: labels are classes as they are;
   *     otherwise an image whose value is in no class is left out
   */
  public record LabelSource(
      LabelFrom from, @Nullable String column, Map<String, List<String>> classes)
      implements Serializable {
    public LabelSource {
      classes = Collections.unmodifiableMap(new TreeMap<>(classes)); // one order in fingerprints
      if (from == LabelFrom.MANIFEST
          ? column == null
          : column != null && from != LabelFrom.SIDECAR) {
        throw new IllegalArgumentException(
            "a label's column goes with a manifest, or with what stands beside an image");
      }
      if (from == LabelFrom.NONE && !classes.isEmpty()) {
        throw new IllegalArgumentException("label.classes needs label.from other than none");
      }
    }

    public static LabelSource none() {
      return new LabelSource(LabelFrom.NONE, null, Map.of());
    }
  }

  /** How an image gets its group (patient, slide). */
  public sealed interface GroupSource extends Serializable {

    /** No groups. */
    record None() implements GroupSource {}

    /** The last capture of a regular expression searched in the id. */
    record IdPattern(String regex) implements GroupSource {
      public IdPattern {
        if (Pattern.compile(regex).matcher("").groupCount() < 1) {
          throw new IllegalArgumentException(
              "group must capture the group's name in parentheses, got " + regex);
        }
      }
    }

    /** A column of the manifest or table, a key of the JSON beside an image. */
    record Column(String name) implements GroupSource {}
  }
}
