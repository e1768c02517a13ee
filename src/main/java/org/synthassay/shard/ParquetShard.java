package org.synthassay.shard;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.jspecify.annotations.Nullable;

/**
 * Parquet with a column of encoded images. A member is the row's number, with the image's path
 * behind it where the table has one: paths repeat, and groups are found in ids. A part is a row
 * group.
 */
final class ParquetShard implements Layout {

  @Override
  public Cursor<Listed> list(ShardFile file, ShardOptions options) {
    return Cursor.listing(file, () -> new Listing(file, options));
  }

  @Override
  public Cursor<Encoded> read(ShardFile file, Set<String> members, ShardOptions options) {
    PendingMembers wanted = new PendingMembers(file, members);
    return wanted.read(() -> new ParquetReading(file, wanted, members, options));
  }

  private static final class Listing implements Cursor.Source<Listed> {
    private final ParquetTable table;
    private final String shard;
    private int part = -1;
    private long row;
    private long left;
    private @Nullable ParquetColumn names;
    private @Nullable ParquetColumn labels;
    private @Nullable ParquetColumn groups;

    Listing(ShardFile file, ShardOptions options) throws IOException {
      shard = file.name();
      table = new ParquetTable(file, options);
    }

    @Override
    public @Nullable Listed next() throws IOException {
      while (left == 0) {
        closeColumns();
        if (++part == table.rowGroups().size()) {
          return null;
        }
        openColumns(table.rowGroups().get(part));
      }
      String member = RowName.of(row, text(names)).text();
      Listed listed = new Listed(member, -1, text(labels), text(groups), part, null, false);
      row++;
      left--;
      return listed;
    }

    private void openColumns(BlockMetaData rowGroup) throws IOException {
      left = rowGroup.getRowCount();
      if (left > 0) {
        ParquetColumns columns = table.columns();
        names = open(rowGroup, columns.name());
        labels = open(rowGroup, columns.label());
        groups = open(rowGroup, columns.group());
      }
    }

    private @Nullable ParquetColumn open(BlockMetaData rowGroup, Optional<ColumnDescriptor> column)
        throws IOException {
      return column.isPresent() ? table.open(rowGroup, column.get()) : null;
    }

    private static @Nullable String text(@Nullable ParquetColumn column) {
      return column == null ? null : column.text();
    }

    private void closeColumns() throws IOException {
      for (ParquetColumn column : new ParquetColumn[] {names, labels, groups}) {
        if (column != null) {
          column.close();
        }
      }
      names = labels = groups = null;
    }

    @Override
    public ShardPosition place() {
      int group = Math.max(0, Math.min(part, table.rowGroups().size() - 1));
      return new ShardPosition(shard, RowName.of(row, null).text(), table.offset(group));
    }

    @Override
    public void close() throws IOException {
      closeColumns();
      table.close();
    }
  }
}
