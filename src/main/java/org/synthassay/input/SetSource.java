package org.synthassay.input;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.synthassay.shard.ShardFormat;

/** Where a set's rows come from. */
public sealed interface SetSource extends Serializable {

  /**
   * Folders, globs and shards, on any Hadoop file system.
   *
   * @param format what every file is, whatever its name; null: by extension
   */
  record Images(List<String> roots, @Nullable ShardFormat format) implements SetSource {
    public Images(List<String> roots) {
      this(roots, null);
    }

    public Images {
      roots = List.copyOf(roots);
      if (roots.isEmpty()) {
        throw new IllegalArgumentException("images must name at least one folder, got none");
      }
    }
  }

  /**
   * A CSV file with a header, one image a line.
   *
   * @param root the folder that paths are relative to and must not leave; null: the CSV file's own
   * @param where column → accepted values; a line that has another value is left out
   */
  record Manifest(
      String file, String pathColumn, @Nullable String root, Map<String, List<String>> where)
      implements SetSource {
    public Manifest {
      where = Collections.unmodifiableMap(new TreeMap<>(where)); // one order in fingerprints
    }
  }

  /** Finished embeddings, N×d: .npy or Parquet; no pixels, so no spatial features. */
  record Embeddings(String file) implements SetSource {}
}
