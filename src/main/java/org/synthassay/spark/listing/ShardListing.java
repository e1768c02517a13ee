package org.synthassay.spark.listing;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.synthassay.shard.Cursor;
import org.synthassay.shard.HiddenName;
import org.synthassay.shard.Listed;
import org.synthassay.shard.ShardFormat;
import org.synthassay.shard.ShardOptions;
import org.synthassay.spark.listing.ListingRow.Status;

/** A file's images as listing rows: itself, or the members of a shard. */
public record ShardListing(
    ListingRow file, Naming naming, ShardOptions options, Configuration hadoop) {

  public Iterator<Row> rows() throws IOException {
    if (file.status() != Status.FOUND || file.format().equals(ShardFormat.IMAGE.name())) {
      return List.of(file.toRow()).iterator();
    }
    var shard = HadoopShardFile.of(file.file(), file.bytes(), hadoop);
    Cursor<Listed> members = ShardFormat.valueOf(file.format()).list(shard, options);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return members.hasNext();
      }

      @Override
      public Row next() {
        return row(members.next()).toRow();
      }
    };
  }

  private ListingRow row(Listed member) {
    String id = member.member().isEmpty() ? file.id() : file.id() + "!" + member.member();
    String value = naming.value(folder(member.member()), member.label());
    Status status =
        member.ignored()
            ? Status.IGNORED
            : member.rejected() == null && naming.leavesOut(value) ? Status.LEFT_OUT : Status.FOUND;
    ListingRow row =
        ListingRow.found(file.set(), id, file.file(), file.format())
            .inPart(member.member(), member.part())
            .told(naming.label(value), naming.group(id, member.group()))
            .measured(member.bytes(), file.modified())
            .became(status);
    if (member.ignored() && HiddenName.inPath(member.member())) {
      return row.with(Status.IGNORED, FolderListing.HIDDEN, FolderListing.HIDDEN_WHY);
    }
    return member.rejected() == null ? row : row.rejected(member.rejected());
  }

  /** The folder that holds the member: inside the shard, else the shard's own. */
  private String folder(String member) {
    int slash = member.lastIndexOf('/');
    if (slash < 0) {
      return file.label() == null ? "" : file.label();
    }
    return member.substring(member.lastIndexOf('/', slash - 1) + 1, slash);
  }
}
