package org.synthassay.input;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.synthassay.shard.ArrayLayout;
import org.synthassay.shard.ShardFormat;

/** Where a set's rows come from. */
public sealed interface SetSource extends Serializable {

  /**
   * Folders, globs and shards, on any Hadoop file system.
   *
   * @param format what every file is, whatever its name; null: by extension
   * @param member what the names of images in tars and zips end in, where a key has several files;
   *     null: all images
   * @param layout what an .npz's arrays hold
   */
  record Images(
      List<String> roots, @Nullable ShardFormat format, @Nullable String member, ArrayLayout layout)
      implements SetSource {
    public Images(List<String> roots) {
      this(roots, null, null, ArrayLayout.AUTO);
    }

    public Images {
      roots = List.copyOf(roots);
      if (roots.isEmpty()) {
        throw new IllegalArgumentException("images must name at least one folder, got none");
      }
    }
  }

  /** What is done where rows of one image disagree on its label or group. */
  enum Conflict {
    /** The audit is refused. */
    ERROR,
    /** The first row counts. */
    FIRST,
    /** The image is left out. */
    LEFT_OUT
  }

  /**
   * A table with one image a row: CSV with a header, or Parquet.
   *
   * @param root the folder that paths are relative to and must not leave; null: the table's own
   * @param where column → accepted values; a row that has another value is left out
   */
  record Manifest(
      String file,
      String pathColumn,
      @Nullable String root,
      Map<String, List<String>> where,
      Conflict conflict,
      CsvOptions csv)
      implements SetSource {
    public Manifest {
      where = Collections.unmodifiableMap(new TreeMap<>(where)); // one order in fingerprints
    }

    public Manifest(
        String file, String pathColumn, @Nullable String root, Map<String, List<String>> where) {
      this(file, pathColumn, root, where, Conflict.ERROR, CsvOptions.usual());
    }
  }

  /** Finished embeddings, N×d: .npy or Parquet; no pixels, so no spatial features. */
  record Embeddings(String file) implements SetSource {
    /** True where rows have columns beside their numbers: Parquet, as a file or a folder. */
    public boolean isTable() {
      String name = file.toLowerCase(Locale.ROOT);
      return !name.endsWith(".npy") && !name.endsWith(".npz");
    }
  }
}
