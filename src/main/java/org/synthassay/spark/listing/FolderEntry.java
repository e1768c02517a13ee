package org.synthassay.spark.listing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.synthassay.spark.listing.Glob.Match;

/**
 * One entry of {@code images}: a folder, a file, or a glob below its longest folder without a
 * wildcard.
 *
 * @param base the folder that ids are relative to, fully qualified
 * @param glob what a relative path must match
 * @param prefix what ids begin with where a set has several entries
 */
public record FolderEntry(String base, Glob glob, String prefix) implements Serializable {
  private static final String IS_GLOB =
      "it is a glob (* ? [ ] { } stand for other characters; a backslash before one takes it as it"
          + " is; ** is any number of folders)";

  /**
   * Resolves an entry; a name with brackets or braces that match nothing is taken as it is.
   *
   * @throws NoSuchInputException where the folder or file does not exist
   */
  public static FolderEntry of(String entry, String prefix, Configuration hadoop) {
    List<String> names = List.of(entry.split("/", -1));
    int fixed = 0;
    String folder = names.get(0);
    try {
      fixed = fixed(names, hadoop);
      folder = folder(names, fixed);
      Path path = path(folder);
      FileSystem store = path.getFileSystem(hadoop);
      FileStatus status = store.getFileStatus(path);
      if (status.isFile()) {
        Path file = status.getPath();
        return new FolderEntry(file.getParent().toString(), Glob.name(file.getName()), prefix);
      }
      String wild = String.join("/", names.subList(fixed, names.size()));
      Glob glob = wild.isEmpty() ? Glob.all() : glob(entry, wild);
      return new FolderEntry(status.getPath().toString(), glob, prefix);
    } catch (FileNotFoundException absent) {
      String hint = fixed < names.size() ? ": " + IS_GLOB : "";
      throw new NoSuchInputException(entry, "no such file or folder: " + folder + hint);
    } catch (IOException | IllegalArgumentException e) {
      throw new NoSuchInputException(entry, "cannot be read: " + e.getMessage());
    }
  }

  /** The entry's longest path without a wildcard, as it is written. */
  public static String withoutWildcards(String entry, Configuration hadoop) throws IOException {
    List<String> names = List.of(entry.split("/", -1));
    return folder(names, fixed(names, hadoop));
  }

  private static String folder(List<String> names, int fixed) {
    String folder = String.join("/", names.subList(0, fixed));
    return folder.isEmpty() ? (names.size() > 1 && names.get(0).isEmpty() ? "/" : ".") : folder;
  }

  /** How many names stand before the first with a wildcard. */
  private static int fixed(List<String> names, Configuration hadoop) throws IOException {
    int fixed = 0;
    while (fixed < names.size()) {
      String path = String.join("/", names.subList(0, fixed + 1));
      if (isPattern(names.get(fixed)) && !isLiteral(path, names.get(fixed), hadoop)) {
        break;
      }
      fixed++;
    }
    return fixed;
  }

  private static Glob glob(String entry, String wild) {
    try {
      return Glob.of(wild);
    } catch (IOException | RuntimeException e) { // the patterns' own exception is a shaded one
      throw new NoSuchInputException(entry, IS_GLOB + ", and no right one: " + e.getMessage());
    }
  }

  private static boolean isPattern(String name) {
    return name.matches(".*[*?\\[{\\\\].*");
  }

  /** True where brackets and braces match nothing, and a file or folder has that very name. */
  private static boolean isLiteral(String path, String name, Configuration hadoop)
      throws IOException {
    if (name.matches(".*[*?\\\\].*")) {
      return false;
    }
    FileSystem store = path(path).getFileSystem(hadoop);
    if (!store.exists(path(path))) {
      return false;
    }
    try {
      FileStatus[] matched = store.globStatus(path(path));
      return matched == null || matched.length == 0;
    } catch (IOException | RuntimeException noGlob) {
      return true;
    }
  }

  /** A relative name may hold a colon before any slash: no scheme has a name without a slash. */
  static Path path(String text) {
    return text.matches("[^/]*:[^/]*") ? new Path("./" + text) : new Path(text);
  }

  /** The entry's files, streamed: a folder of millions is never held. */
  Iterator<FolderItem> walk(Configuration hadoop) throws IOException {
    Path folder = new Path(base);
    FileSystem store = folder.getFileSystem(hadoop);
    return "file".equals(store.getUri().getScheme())
        ? new LocalWalk(this, java.nio.file.Path.of(folder.toUri().getPath()))
        : new StoreWalk(store, folder);
  }

  /**
   * @throws NoSuchInputException where nothing matches the glob
   */
  void requireMatch(String entry, Configuration hadoop) throws IOException {
    if (glob.isAll()) {
      return;
    }
    List<FolderItem> found = new ArrayList<>();
    Iterator<FolderItem> items = walk(hadoop);
    while (found.isEmpty() && items.hasNext()) {
      FolderItem item = items.next();
      if (glob.match(item.relative()) != Match.NO) {
        found.add(item);
      }
    }
    if (found.isEmpty()) {
      throw new NoSuchInputException(entry, "matches nothing below " + base + ": " + IS_GLOB);
    }
  }
}
