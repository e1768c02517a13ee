package org.synthassay.shard;

import java.util.Locale;
import java.util.Set;

/** Names that systems and tools leave beside data, in folders and archives alike: no data. */
public final class HiddenName {
  private static final Set<String> FILES =
      Set.of(
          "thumbs.db", "ehthumbs.db", "desktop.ini", "_success", "_metadata", "_common_metadata");

  /** Thumbnails and waste that servers and systems keep as images. */
  private static final Set<String> FOLDERS =
      Set.of("@eadir", "#recycle", "$recycle.bin", "lost+found");

  private HiddenName() {}

  /** A folder that begins with a dot or an underscore ({@code .git}), or that a system left. */
  public static boolean ofFolder(String name) {
    return name.startsWith(".")
        || name.startsWith("_")
        || FOLDERS.contains(name.toLowerCase(Locale.ROOT));
  }

  /** A file that begins with a dot ({@code ._a.png}), or that a system or a writer left. */
  public static boolean ofFile(String name) {
    return name.startsWith(".") || FILES.contains(name.toLowerCase(Locale.ROOT));
  }

  /** True where the file, or a folder above it, is hidden. */
  public static boolean inPath(String path) {
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      if (ofFolder(names[i]) && !names[i].equals(".") && !names[i].equals("..")) {
        return true;
      }
    }
    return ofFile(names[names.length - 1]) && !names[names.length - 1].equals("..");
  }
}
