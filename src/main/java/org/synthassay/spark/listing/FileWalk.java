package org.synthassay.spark.listing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;

/** The files below a folder, streamed, whichever way of asking is the cheap one of its store. */
final class FileWalk implements RemoteIterator<FileStatus> {
  private final FileSystem store;
  private final Deque<Path> folders = new ArrayDeque<>();
  private RemoteIterator<? extends FileStatus> entries;
  private FileStatus upcoming;
  private boolean hasUpcoming;

  @SuppressWarnings("NullAway.Init")
  private FileWalk(FileSystem store, Path folder) throws IOException {
    this.store = store;
    this.entries = store.listStatusIterator(folder);
    advance();
  }

  /**
   * An object store answers one recursive request, page by page. For a local disk the same request
   * would start a process for every file, to read owner and permissions that nobody asks for.
   */
  static RemoteIterator<? extends FileStatus> of(FileSystem store, Path folder) throws IOException {
    boolean local = "file".equals(store.getUri().getScheme());
    return local ? new FileWalk(store, folder) : store.listFiles(folder, true);
  }

  @Override
  public boolean hasNext() {
    return hasUpcoming;
  }

  @Override
  public FileStatus next() throws IOException {
    if (!hasUpcoming) {
      throw new NoSuchElementException("no more files");
    }
    FileStatus file = upcoming;
    advance();
    return file;
  }

  private void advance() throws IOException {
    hasUpcoming = false;
    while (!hasUpcoming) {
      if (entries.hasNext()) {
        upcoming = entries.next();
        if (upcoming.isDirectory()) {
          folders.addLast(upcoming.getPath());
        } else {
          hasUpcoming = true;
        }
      } else if (folders.isEmpty()) {
        return;
      } else {
        entries = store.listStatusIterator(folders.removeFirst());
      }
    }
  }
}
