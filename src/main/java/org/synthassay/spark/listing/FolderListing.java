package org.synthassay.spark.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.jspecify.annotations.Nullable;
import org.synthassay.shard.ShardFormat;
import org.synthassay.spark.listing.ListingRow.Status;

/**
 * The files below one entry as listing rows, streamed: a folder of millions is never held. Every
 * file is of the given format, or where none is given of what its extension says.
 */
public final class FolderListing implements Iterator<ListingRow> {
  private final FolderEntry entry;
  private final String set;
  private final @Nullable ShardFormat given;
  private final Naming naming;
  private final RemoteIterator<? extends FileStatus> files;
  private final String basePath;
  private final String baseName;
  private FileStatus upcoming;
  private boolean hasUpcoming;

  @SuppressWarnings("NullAway.Init")
  public FolderListing(
      FolderEntry entry,
      String set,
      @Nullable ShardFormat given,
      Naming naming,
      Configuration hadoop) {
    this.entry = entry;
    this.set = set;
    this.given = given;
    this.naming = naming;
    Path base = new Path(entry.base());
    this.basePath = base.toUri().getPath();
    this.baseName = base.getName();
    try {
      this.files = FileWalk.of(base.getFileSystem(hadoop), base);
      advance();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + base, e);
    }
  }

  @Override
  public boolean hasNext() {
    return hasUpcoming;
  }

  @Override
  public ListingRow next() {
    ListingRow row = row(upcoming);
    try {
      advance();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + entry.base(), e);
    }
    return row;
  }

  private void advance() throws IOException {
    hasUpcoming = false;
    while (!hasUpcoming && files.hasNext()) {
      upcoming = files.next();
      hasUpcoming = entry.matches(relative(upcoming));
    }
  }

  private String relative(FileStatus file) {
    String path = file.getPath().toUri().getPath();
    return path.substring(basePath.endsWith("/") ? basePath.length() : basePath.length() + 1);
  }

  private ListingRow row(FileStatus file) {
    String relative = relative(file);
    String id = entry.prefix() + relative;
    int slash = relative.lastIndexOf('/');
    String folder =
        slash < 0 ? baseName : relative.substring(relative.lastIndexOf('/', slash - 1) + 1, slash);
    var format = given == null ? ShardFormat.of(relative) : Optional.of(given);
    boolean image = format.filter(ShardFormat.IMAGE::equals).isPresent();
    String value = image ? naming.value(folder, null) : null;
    Status status =
        format.isEmpty()
            ? Status.IGNORED
            : image && naming.leavesOut(value) ? Status.LEFT_OUT : Status.FOUND;
    return new ListingRow(
        id,
        set,
        file.getPath().toString(),
        format.map(Enum::name).orElse(""),
        "",
        0,
        -1,
        // A shard's own label is what its images without a folder inherit.
        image ? naming.label(value) : folder,
        naming.group(id, null),
        file.getLen(),
        file.getModificationTime(),
        status,
        null,
        null);
  }
}
