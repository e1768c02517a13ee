package org.synthassay.spark.listing;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.synthassay.input.SetOptions;
import org.synthassay.input.SetSource;

/** Where a run's folder lies beside the inputs: inside one, its tables would be listed as data. */
public final class OutputPlace {
  private OutputPlace() {}

  /**
   * The entry of {@code images} in which the output would lie.
   *
   * @throws NoSuchInputException where an entry is not there
   */
  public static Optional<String> inside(String output, SetOptions set, Configuration hadoop) {
    List<String> roots =
        set.source() instanceof SetSource.Images images ? images.roots() : List.of();
    return roots.stream().filter(root -> holds(root, output, hadoop)).findFirst();
  }

  private static boolean holds(String root, String output, Configuration hadoop) {
    FolderEntry entry = FolderEntry.of(root, "", hadoop);
    try {
      String base = place(new Path(entry.base()), hadoop) + "/";
      String run = place(FolderEntry.path(output), hadoop);
      return (run + "/").startsWith(base)
          && entry.glob().takesAllOf(run.substring(Math.min(run.length(), base.length())));
    } catch (IOException e) {
      throw new NoSuchInputException(root, "cannot be looked at: " + e.getMessage());
    }
  }

  /** The full path; on this machine's disk without the links in what is there of it. */
  private static String place(Path path, Configuration hadoop) throws IOException {
    FileSystem store = path.getFileSystem(hadoop);
    Path full = store.makeQualified(path);
    if (!"file".equals(store.getUri().getScheme())) {
      return full.toString().replaceAll("/+$", "");
    }
    try {
      java.nio.file.Path there = java.nio.file.Path.of(full.toUri().getPath());
      String rest = "";
      while (there.getParent() != null && !java.nio.file.Files.exists(there)) {
        rest = "/" + there.getFileName() + rest;
        there = there.getParent();
      }
      return "file:" + (there.toRealPath() + rest).replaceAll("/+$", "");
    } catch (InvalidPathException e) {
      return full.toString();
    }
  }
}
