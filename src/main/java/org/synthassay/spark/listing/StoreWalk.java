package org.synthassay.spark.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.synthassay.spark.listing.FolderItem.How;

/** The files below a folder of a store, by one recursive request that it answers page by page. */
final class StoreWalk implements Iterator<FolderItem> {
  private final String base;
  private final RemoteIterator<LocatedFileStatus> files;
  private final Set<String> runs = new HashSet<>();

  StoreWalk(FileSystem store, Path folder) throws IOException {
    String path = folder.toUri().getPath();
    this.base = path.endsWith("/") ? path : path + "/";
    this.files = store.listFiles(folder, true);
  }

  @Override
  public boolean hasNext() {
    try {
      return files.hasNext();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + base + ": " + e.getMessage(), e);
    }
  }

  @Override
  public FolderItem next() {
    try {
      LocatedFileStatus file = files.next();
      String relative = file.getPath().toUri().getPath().substring(base.length());
      return new FolderItem(
          relative,
          file.getPath().toString(),
          file.getLen(),
          file.getModificationTime(),
          isOfRun(relative) ? How.RUN : How.FILE,
          "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + base + ": " + e.getMessage(), e);
    }
  }

  /** Stores list by name, and a run's marker comes before the names of its tables. */
  private boolean isOfRun(String relative) {
    int name = relative.lastIndexOf('/') + 1;
    if (name > 0 && relative.substring(name).equals(FolderItem.RUN_MARKER)) {
      runs.add(relative.substring(0, name));
    }
    for (int end = name; end > 0; end = relative.lastIndexOf('/', end - 2) + 1) {
      if (runs.contains(relative.substring(0, end))) {
        return true;
      }
    }
    return false;
  }
}
