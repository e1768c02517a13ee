package org.synthassay.spark.listing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.shard.ShardFormat;
import org.synthassay.spark.listing.FolderItem.How;
import org.synthassay.spark.listing.Glob.Match;
import org.synthassay.spark.listing.ListingRow.Status;

/**
 * What lies below one entry as listing rows, streamed: a folder of millions is never held. Every
 * file is of the given format, or where none is given of what its extension says.
 */
public final class FolderListing implements Iterator<ListingRow> {
  static final String HIDDEN = "hidden";
  static final String HIDDEN_WHY = "its name, or a folder's above it, is hidden";

  private final FolderEntry entry;
  private final String set;
  private final @Nullable ShardFormat given;
  private final Naming naming;
  private final Iterator<FolderItem> items;
  private final String baseName;
  private FolderItem upcoming;
  private Match match = Match.NO;

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
    this.baseName = new Path(entry.base()).getName();
    try {
      this.items = entry.walk(hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + entry.base() + ": " + e.getMessage(), e);
    }
    advance();
  }

  @Override
  public boolean hasNext() {
    return match != Match.NO;
  }

  @Override
  public ListingRow next() {
    ListingRow row = row(upcoming, match);
    advance();
    return row;
  }

  private void advance() {
    match = Match.NO;
    while (match == Match.NO && items.hasNext()) {
      upcoming = items.next();
      match = entry.glob().match(upcoming.relative());
    }
  }

  private ListingRow row(FolderItem item, Match how) {
    String name = item.relative().substring(item.relative().lastIndexOf('/') + 1);
    var format = given == null ? ShardFormat.of(name) : Optional.of(given);
    ListingRow row = row(item, format);
    if (how == Match.HIDDEN) {
      return row.with(Status.IGNORED, HIDDEN, HIDDEN_WHY);
    }
    return switch (item.how()) {
      case RUN -> row.with(Status.IGNORED, "result", "lies in the results of an audit");
      case SEEN -> row.with(Status.REPEATED, "same-file", item.why());
      case BROKEN ->
          format.isPresent() || name.indexOf('.') < 0
              ? row.rejected(new Rejected(Reason.UNREADABLE, name + ": " + item.why()))
              : row.with(Status.IGNORED, "unreadable", item.why());
      case FILE, LINKED -> row;
    };
  }

  private ListingRow row(FolderItem item, Optional<ShardFormat> format) {
    String relative = item.relative();
    String id = entry.prefix() + relative;
    int slash = relative.lastIndexOf('/');
    String folder =
        slash < 0 ? baseName : relative.substring(relative.lastIndexOf('/', slash - 1) + 1, slash);
    boolean image = format.filter(ShardFormat.IMAGE::equals).isPresent();
    String value = image ? naming.value(folder, null) : null;
    Status status =
        format.isEmpty()
            ? Status.IGNORED
            : image && naming.leavesOut(value) ? Status.LEFT_OUT : Status.FOUND;
    // A shard's own label is what its images without a folder inherit.
    String label = image ? naming.label(value) : folder;
    return ListingRow.found(set, id, item.file(), format.map(Enum::name).orElse(""))
        .inPart("", image && item.how() == How.LINKED ? 1 : 0)
        .told(label, naming.group(id, null))
        .measured(item.bytes(), item.modified())
        .became(status);
  }
}
