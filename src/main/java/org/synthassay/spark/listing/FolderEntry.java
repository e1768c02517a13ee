package org.synthassay.spark.listing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;

/**
 * One entry of {@code images}: a folder, a file, or a glob below its longest folder without a
 * wildcard.
 *
 * @param base the folder that ids are relative to, fully qualified
 * @param globs what a relative path must match, component by component; empty: everything
 * @param prefix what ids begin with where a set has several entries
 */
public record FolderEntry(String base, List<String> globs, String prefix) implements Serializable {

  /**
   * Resolves an entry.
   *
   * @throws NoSuchInputException where the folder or file does not exist
   */
  public static FolderEntry of(String entry, String prefix, Configuration hadoop) {
    List<String> fixed = new ArrayList<>();
    List<String> wild = new ArrayList<>();
    for (String component : entry.split("/", -1)) {
      boolean pattern = component.matches(".*[*?\\[{\\\\].*");
      (wild.isEmpty() && !pattern ? fixed : wild).add(component);
    }
    String folder = String.join("/", fixed);
    try {
      Path path = new Path(folder.isEmpty() ? (entry.startsWith("/") ? "/" : ".") : folder);
      FileSystem fileSystem = path.getFileSystem(hadoop);
      FileStatus status = fileSystem.getFileStatus(path);
      if (status.isFile()) {
        Path file = status.getPath();
        return new FolderEntry(file.getParent().toString(), List.of(literal(file)), prefix);
      }
      List<String> globs = wild.isEmpty() ? List.of() : GlobExpander.expand(String.join("/", wild));
      return new FolderEntry(status.getPath().toString(), globs, prefix);
    } catch (FileNotFoundException absent) {
      throw new NoSuchInputException(entry, "no such file or folder: " + folder);
    } catch (IOException | IllegalArgumentException e) {
      throw new NoSuchInputException(entry, "cannot be read: " + e.getMessage());
    }
  }

  private static String literal(Path file) {
    return file.getName().replaceAll("([*?\\[\\]{}\\\\])", "\\\\$1");
  }

  /** True where the relative path, or a folder above it, matches the entry's glob. */
  boolean matches(String relative) {
    return globs.isEmpty() || globs.stream().anyMatch(glob -> matches(glob, relative));
  }

  private static boolean matches(String glob, String relative) {
    String[] patterns = glob.split("/");
    String[] names = relative.split("/");
    if (names.length < patterns.length) {
      return false;
    }
    for (int i = 0; i < patterns.length; i++) {
      if (!new GlobPattern(patterns[i]).matches(names[i])) {
        return false;
      }
    }
    return true;
  }
}
