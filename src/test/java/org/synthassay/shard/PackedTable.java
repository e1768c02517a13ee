package org.synthassay.shard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.BiConsumer;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet tables made in memory for tests. */
record PackedTable(
    String schema, CompressionCodecName codec, WriterVersion version, long groupBytes) {

  /** Snappy, pages of version 1, one row group: what most writers do. */
  static PackedTable of(String fields) {
    return new PackedTable(
        "message images { " + fields + " }",
        CompressionCodecName.SNAPPY,
        WriterVersion.PARQUET_1_0,
        1L << 27);
  }

  PackedTable with(CompressionCodecName other, WriterVersion pages) {
    return new PackedTable(schema, other, pages, groupBytes);
  }

  /** Small row groups. */
  PackedTable inGroupsOf(long bytes) {
    return new PackedTable(schema, codec, version, bytes);
  }

  byte[] rows(int count, BiConsumer<Group, Integer> fill) {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new MemoryOutput(bytes))
            .withType(type)
            .withCompressionCodec(codec)
            .withWriterVersion(version)
            .withRowGroupSize(groupBytes)
            .withMinRowCountForPageSizeCheck(2)
            .withPageSize(4096)
            .build()) {
      SimpleGroupFactory rows = new SimpleGroupFactory(type);
      for (int i = 0; i < count; i++) {
        Group row = rows.newGroup();
        fill.accept(row, i);
        writer.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private record MemoryOutput(ByteArrayOutputStream bytes) implements OutputFile {
    @Override
    public PositionOutputStream create(long blockSizeHint) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return bytes.size();
        }

        @Override
        public void write(int value) {
          bytes.write(value);
        }

        @Override
        public void write(byte[] block, int offset, int count) {
          bytes.write(block, offset, count);
        }
      };
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
      return create(blockSizeHint);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
