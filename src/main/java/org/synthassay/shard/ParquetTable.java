package org.synthassay.shard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.SeekableInputStream;
import org.synthassay.image.Rejected.Reason;

/** A Parquet file's footer, and its columns a row group at a time. */
final class ParquetTable implements Closeable {
  private static final int TRAILER = 8;
  private static final int MAX_FOOTER = 1 << 28;

  private final ShardFile file;
  private final ShardOptions options;
  private final ParquetReadOptions readOptions = ParquetReadOptions.builder().build();
  private final ParquetMetadata footer;
  private final ParquetColumns columns;

  ParquetTable(ShardFile file, ShardOptions options) throws IOException {
    this.file = file;
    this.options = options;
    ShardInput input = new ShardInput(file);
    try (SeekableInputStream in = input.newStream()) {
      checkTrailer(in);
      footer = ParquetFileReader.readFooter(input, readOptions, in);
    }
    long rows = footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum();
    if (rows < 0 || rows > options.maxEntries()) {
      String limit = ", limit (max-entries) is " + options.maxEntries();
      throw new ShardFault(Reason.TOO_LARGE, "claims " + rows + " rows" + limit);
    }
    columns = ParquetColumns.of(footer.getFileMetaData().getSchema(), options.columns());
  }

  /** The reader takes memory for whatever footer the file claims, and knows no keys. */
  private void checkTrailer(SeekableInputStream in) throws IOException {
    if (file.length() < TRAILER + 4) {
      throw new IOException("it has " + file.length() + " bytes and no footer");
    }
    in.seek(file.length() - TRAILER);
    byte[] trailer = in.readNBytes(TRAILER);
    String magic = new String(trailer, 4, 4, StandardCharsets.ISO_8859_1);
    if (magic.equals("PARE")) {
      throw new ShardFault(Reason.UNSUPPORTED_FORMAT, "is encrypted: write it without keys");
    }
    if (!magic.equals("PAR1")) {
      throw new IOException("it does not end in a Parquet footer: cut, or of another format");
    }
    int claimed = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (claimed <= 0 || claimed > Math.min(MAX_FOOTER, file.length() - TRAILER)) {
      throw new IOException("its footer claims " + claimed + " bytes");
    }
  }

  ParquetColumns columns() {
    return columns;
  }

  List<BlockMetaData> rowGroups() {
    return footer.getBlocks();
  }

  /** Opens a column of one row group, which has at least one row. */
  ParquetColumn open(BlockMetaData rowGroup, ColumnDescriptor column) throws IOException {
    ColumnPath path = ColumnPath.get(column.getPath());
    Optional<ColumnChunkMetaData> chunk =
        rowGroup.getColumns().stream().filter(found -> found.getPath().equals(path)).findFirst();
    if (chunk.isEmpty()) {
      throw new IOException("a row group lacks the column '" + path.toDotString() + "'");
    }
    ShardStream in = new ShardStream(file);
    try {
      in.seek(chunk.get().getStartingPos());
      return new ParquetColumn(
          in,
          column,
          new ParquetPages(in, chunk.get(), readOptions.getCodecFactory(), maxPageBytes()));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The byte where a row group begins; 0 where there is none. */
  long offset(int rowGroup) {
    List<BlockMetaData> all = rowGroups();
    boolean known = rowGroup < all.size() && !all.get(rowGroup).getColumns().isEmpty();
    return known ? all.get(rowGroup).getStartingPos() : 0;
  }

  /** A page may hold many images; writers aim at 1 MB but cut by row. */
  private int maxPageBytes() {
    return (int) Math.min(Integer.MAX_VALUE - 16, 4 * options.limits().maxBytes());
  }

  @Override
  public void close() {
    readOptions.getCodecFactory().release();
  }
}
