package org.synthassay.shard;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;

/** The wanted rows of a table of images, in order; row groups without any are not read. */
final class ParquetReading implements Cursor.Source<Encoded> {
  private final ShardFile file;
  private final PendingMembers wanted;
  private final ShardOptions options;
  private final ParquetTable table;
  private final TreeMap<Long, String> rows = new TreeMap<>();

  private int group = -1;
  private long at;
  private long groupEnd;
  private @Nullable ParquetColumn images;
  private @Nullable Rejected broken;

  ParquetReading(ShardFile file, PendingMembers wanted, Set<String> members, ShardOptions options)
      throws IOException {
    this.file = file;
    this.wanted = wanted;
    this.options = options;
    for (String member : members) {
      rows.put(RowName.parse(member).row(), member);
    }
    rows.remove(-1L);
    table = new ParquetTable(file, options);
  }

  @Override
  public @Nullable Encoded next() throws IOException {
    Map.Entry<Long, String> first = rows.firstEntry();
    if (first == null) {
      return null;
    }
    while (first.getKey() >= groupEnd) {
      if (++group == table.rowGroups().size()) {
        return null;
      }
      at = groupEnd;
      groupEnd += table.rowGroups().get(group).getRowCount();
      broken = null;
      closeImages();
    }
    rows.pollFirstEntry();
    return read(first.getKey(), first.getValue());
  }

  /** A broken page takes the rest of its row group with it, and no other. */
  private Encoded read(long row, String member) {
    if (broken == null) {
      try {
        byte[] content = bytes(row);
        return fault(member, content)
            .map(reason -> wanted.rejected(member, reason))
            .orElseGet(() -> wanted.found(member, content == null ? new byte[0] : content));
      } catch (IOException | RuntimeException e) {
        broken = place(member).rejected(e);
      }
    }
    return wanted.rejected(member, broken);
  }

  private byte @Nullable [] bytes(long row) throws IOException {
    if (images == null) {
      BlockMetaData rowGroup = table.rowGroups().get(group);
      images = table.open(rowGroup, table.columns().image());
    }
    images.skip(row - at);
    byte[] content = images.bytes();
    at = row + 1;
    return content;
  }

  private Optional<Rejected> fault(String member, byte @Nullable [] content) {
    if (content == null) {
      return Optional.of(
          place(member)
              .rejected(
                  Reason.UNREADABLE, "holds no bytes: write images into the table, not paths"));
    }
    return ImageShard.sizeFault(place(member), content.length, options);
  }

  private ShardPosition place(String member) {
    return new ShardPosition(file.name(), member, group < 0 ? 0 : table.offset(group));
  }

  @Override
  public ShardPosition place() {
    return place("");
  }

  private void closeImages() throws IOException {
    if (images != null) {
      images.close();
      images = null;
    }
  }

  @Override
  public void close() throws IOException {
    closeImages();
    table.close();
  }
}
