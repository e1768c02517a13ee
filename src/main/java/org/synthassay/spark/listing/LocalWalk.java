package org.synthassay.spark.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.synthassay.spark.listing.FolderItem.How;

/**
 * Every entry below a folder of this machine's disk, streamed: Hadoop's own listing passes over
 * links that lead nowhere and names that are no text. Links are followed, each folder once, those
 * without a link first.
 */
final class LocalWalk implements Iterator<FolderItem> {
  private final FolderEntry entry;
  private final Deque<Folder> folders = new ArrayDeque<>();
  private final Deque<Folder> behindLinks = new ArrayDeque<>();
  private final Set<Path> whole = new HashSet<>();
  private Folder folder;
  private DirectoryStream<Path> stream;
  private Iterator<Path> entries;
  private @Nullable FolderItem upcoming;

  /** A folder to list: as it was reached, where it lies, and the folder it was reached from. */
  private record Folder(Path real, String relative, How how, @Nullable Folder above) {

    /** True where this folder or one above it is {@code other}, or lies in it. */
    boolean isWithin(Path other) {
      return real.startsWith(other) || (above != null && above.isWithin(other));
    }
  }

  @SuppressWarnings("NullAway.Init")
  LocalWalk(FolderEntry entry, Path base) throws IOException {
    this.entry = entry;
    open(new Folder(base.toRealPath(), "", How.FILE, null));
    advance();
  }

  @Override
  public boolean hasNext() {
    return upcoming != null;
  }

  @Override
  public FolderItem next() {
    FolderItem item = upcoming;
    if (item == null) {
      throw new NoSuchElementException("no more files");
    }
    advance();
    return item;
  }

  private void advance() {
    upcoming = null;
    try {
      while (upcoming == null) {
        if (entries.hasNext()) {
          upcoming = item(entries.next());
        } else {
          stream.close();
          Folder next = folders.isEmpty() ? behindLinks.poll() : folders.poll();
          if (next == null) {
            return;
          }
          upcoming = enter(next);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw unreadable(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private UncheckedIOException unreadable(IOException e) {
    return new UncheckedIOException("cannot list " + folder.real() + ": " + e, e);
  }

  /** Opens the folder, or says that it was seen. */
  private @Nullable FolderItem enter(Folder next) throws IOException {
    Folder above = next.above();
    boolean loop = next.how() == How.LINKED && above != null && above.isWithin(next.real());
    boolean all = next.how() != How.RUN && entry.glob().takesAllOf(next.relative());
    if (loop || (all && !whole.add(next.real()))) {
      String why = "is a link to " + next.real() + ", which " + (loop ? "it lies in" : "is listed");
      entries = Collections.emptyIterator();
      return new FolderItem(next.relative(), url(next.real()), 0, 0, How.SEEN, why);
    }
    open(next);
    return null;
  }

  private void open(Folder next) throws IOException {
    boolean run =
        !next.relative().isEmpty()
            && Files.exists(next.real().resolve(FolderItem.RUN_MARKER), LinkOption.NOFOLLOW_LINKS);
    folder = run ? new Folder(next.real(), next.relative(), How.RUN, next.above()) : next;
    if (next.relative().isEmpty() && entry.glob().isAll()) {
      whole.add(next.real());
    }
    stream = Files.newDirectoryStream(next.real());
    entries = stream.iterator();
  }

  /** The entry as an item; null where it is a folder, which waits for its turn. */
  private @Nullable FolderItem item(Path path) {
    String name = name(path);
    String relative = folder.relative().isEmpty() ? name : folder.relative() + "/" + name;
    if (!isText(path)) {
      return broken(relative, path, "has a name that is no text in " + NameEncoding.ofThisJvm());
    }
    try {
      var found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!found.isSymbolicLink()) {
        return item(relative, path, found, folder.how());
      }
      Path real = path.toRealPath();
      How how = folder.how() == How.RUN ? How.RUN : How.LINKED;
      return isText(real)
          ? item(relative, real, Files.readAttributes(real, BasicFileAttributes.class), how)
          : broken(relative, path, "is a link to a name that is no text");
    } catch (IOException e) {
      return broken(relative, path, fault(path));
    }
  }

  private @Nullable FolderItem item(
      String relative, Path real, BasicFileAttributes found, How how) {
    if (found.isDirectory()) {
      if (entry.glob().reaches(relative)) {
        Folder next = new Folder(real, relative, how, folder);
        (how == How.LINKED ? behindLinks : folders).add(next);
      }
      return null;
    }
    return found.isRegularFile()
        ? new FolderItem(
            relative, url(real), found.size(), found.lastModifiedTime().toMillis(), how, "")
        : broken(relative, real, "is no file, but a device, pipe or socket");
  }

  private static FolderItem broken(String relative, Path path, String why) {
    return new FolderItem(relative, url(path), 0, 0, How.BROKEN, why);
  }

  private static String fault(Path path) {
    try {
      return Files.isSymbolicLink(path)
          ? "is a link to " + Files.readSymbolicLink(path) + ", which is not there"
          : "cannot be looked at";
    } catch (IOException e) {
      return "cannot be looked at: " + e;
    }
  }

  /** A name as text; one that is none, with its bytes as %XX. */
  private static String name(Path path) {
    if (isText(path)) {
      return path.getFileName().toString();
    }
    String raw = path.toUri().getRawPath().replaceAll("/+$", "");
    return raw.substring(raw.lastIndexOf('/') + 1);
  }

  /** True where the path is found again by its text. */
  private static boolean isText(Path path) {
    try {
      return Path.of(path.toString()).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static String url(Path path) {
    return new org.apache.hadoop.fs.Path("file", "", path.toString()).toString();
  }
}
