package org.synthassay.shard;

import static org.synthassay.image.Rejected.Reason.BAD_ARCHIVE;
import static org.synthassay.image.Rejected.Reason.EMPTY;
import static org.synthassay.image.Rejected.Reason.TOO_LARGE;
import static org.synthassay.image.Rejected.Reason.TRUNCATED;
import static org.synthassay.image.Rejected.Reason.UNREADABLE;
import static org.synthassay.image.Rejected.Reason.UNSUPPORTED_FORMAT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;

/** What can be wrong with a Parquet table, and with a plain file. */
final class TableFaults {
  private static final String SCHEMA = "optional binary image; optional int32 label;";
  private static final byte[] GOOD = images(PackedTable.of(SCHEMA), 1000, 1000, 1000);

  private TableFaults() {}

  static Stream<Fault> all() {
    return Stream.concat(parquet(), plain());
  }

  private static Stream<Fault> parquet() {
    byte[] far = GOOD.clone();
    Arrays.fill(far, far.length - 8, far.length - 4, (byte) 0x7f);
    byte[] encrypted = GOOD.clone();
    encrypted[encrypted.length - 1] = 'E';
    byte[] text = PackedTable.of("required int32 a;").rows(1, (row, i) -> row.append("a", 1));
    return Stream.of(
        Fault.of("parquet: cut", "x.parquet", Packed.cut(GOOD, GOOD.length / 2))
            .rejects("does not end in a Parquet footer", BAD_ARCHIVE),
        Fault.of("parquet: footer claims 2 GB", "x.parquet", far)
            .rejects("its footer claims 2139062143 bytes", BAD_ARCHIVE),
        Fault.of("parquet: footer overwritten", "x.parquet", overwritten(GOOD.length - 200))
            .rejects("at byte 0 is damaged", BAD_ARCHIVE),
        Fault.of("parquet: encrypted", "x.parquet", encrypted)
            .rejects("is encrypted", UNSUPPORTED_FORMAT),
        Fault.of("parquet: no column of bytes", "x.parquet", text)
            .rejects("does not have one column of bytes; it has a", UNSUPPORTED_FORMAT),
        Fault.of("parquet: two columns of bytes", "x.parquet", twoColumns())
            .rejects("it has a, b", UNSUPPORTED_FORMAT),
        Fault.of("parquet: empty file", "x.parquet", new byte[0])
            .rejects("has 0 bytes and no footer", BAD_ARCHIVE),
        Fault.of("parquet: text file", "x.parquet", Packed.utf8("hello, hello, hello"))
            .rejects("of another format", BAD_ARCHIVE),
        Fault.of("parquet: row without bytes", "x.parquet", images(PackedTable.of(SCHEMA), 9, -1))
            .leaves(1)
            .rejects("entry '000000000001' at byte 4 holds no bytes", UNREADABLE),
        Fault.of("parquet: empty image", "x.parquet", images(PackedTable.of(SCHEMA), 9, 0))
            .leaves(1)
            .rejects("holds 0 bytes", EMPTY),
        Fault.of(
                "parquet: image above max-bytes",
                "x.parquet",
                images(PackedTable.of(SCHEMA), 70_000, 9))
            .leaves(1)
            .rejects("claims 70000 bytes", TOO_LARGE),
        Fault.of("parquet: page damaged", "x.parquet", damagedSecondGroup())
            .leaves(198)
            .rejects("is damaged", BAD_ARCHIVE, BAD_ARCHIVE));
  }

  private static Stream<Fault> plain() {
    return Stream.of(
        Fault.of("image: empty file", "x.png", new byte[0]).rejects("holds 0 bytes", EMPTY),
        Fault.of("image: above max-bytes", "x.png", new byte[70_000])
            .rejects("x.png: at byte 0 claims 70000 bytes", TOO_LARGE),
        Fault.of(
                "image: shorter than the store says",
                new MemoryFile("x.png", new byte[9]).claiming(20))
            .rejects("ends after 9 of its 20 bytes", TRUNCATED));
  }

  /** A row an image of so many bytes; −1: null. */
  private static byte[] images(PackedTable table, int... lengths) {
    return table.rows(
        lengths.length,
        (row, i) -> {
          if (lengths[i] >= 0) {
            row.append("image", Binary.fromConstantByteArray(Packed.counted(lengths[i])));
          }
          row.append("label", i);
        });
  }

  private static byte[] twoColumns() {
    return PackedTable.of("required binary a; required binary b;")
        .rows(1, (row, i) -> row.append("a", Binary.EMPTY).append("b", Binary.EMPTY));
  }

  /** Row groups of two rows; the second one's first page is overwritten. */
  private static byte[] damagedSecondGroup() {
    int[] lengths = new int[200];
    Arrays.setAll(lengths, i -> 300 + i);
    byte[] table =
        images(
            PackedTable.of(SCHEMA)
                .with(CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0)
                .inGroupsOf(1000),
            lengths);
    try (ParquetTable opened = new ParquetTable(new MemoryFile("", table), Seen.OPTIONS)) {
      int at = (int) opened.offset(1);
      Arrays.fill(table, at, at + 200, (byte) 0xff);
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] overwritten(int at) {
    byte[] table = GOOD.clone();
    Arrays.fill(table, at, at + 40, (byte) 0xff);
    return table;
  }
}
