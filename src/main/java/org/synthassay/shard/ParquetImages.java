package org.synthassay.shard;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet with a row an image; encoded images do not compress, so they are stored. */
final class ParquetImages implements ShardWriter {

  /** A row group is held in memory until it is full. */
  private static final long ROW_GROUP = 16L << 20;

  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message images {
            required group image {
              required binary bytes;
              required binary path (STRING);
            }
            optional binary label (STRING);
            optional int32 class;
            optional binary group (STRING);
            required int64 number;
            required int64 noise;
          }
          """);

  private final ParquetWriter<Group> rows;
  private final SimpleGroupFactory groups = new SimpleGroupFactory(SCHEMA);

  ParquetImages(OutputStream out, String provenance) throws IOException {
    rows =
        ExampleParquetWriter.builder(new Sink(out))
            .withConf(new Configuration(false))
            .withType(SCHEMA)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withRowGroupSize(ROW_GROUP)
            .withDictionaryEncoding("image.bytes", false)
            .withExtraMetaData(Map.of("provenance", provenance))
            .build();
  }

  @Override
  public void add(MadeImage image) throws IOException {
    Group row = groups.newGroup();
    row.addGroup("image")
        .append("bytes", Binary.fromConstantByteArray(image.png()))
        .append("path", "%09d.png".formatted(image.number()));
    if (image.label() != null && image.classNumber() != null) {
      row.append("label", image.label()).append("class", image.classNumber());
    }
    if (image.group() != null) {
      row.append("group", image.group());
    }
    rows.write(row.append("number", image.number()).append("noise", image.noise()));
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }

  /** A stream as Parquet wants it. */
  private record Sink(OutputStream out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSize) {
      return new Counted(out);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return new Counted(out);
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

  private static final class Counted extends PositionOutputStream {
    private final OutputStream out;
    private long position;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
