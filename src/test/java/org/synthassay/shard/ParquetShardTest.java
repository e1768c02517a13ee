package org.synthassay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.api.Binary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class ParquetShardTest {
  private static final String HUGGING_FACE =
      "optional group image { optional binary bytes; optional binary path (STRING); } "
          + "optional int64 label; optional binary patient (STRING);";

  private static void fill(Group row, int i) {
    Group image = row.addGroup("image");
    image.append("bytes", Binary.fromConstantByteArray(Packed.counted(100 + i)));
    image.append("path", "p%d_0.png".formatted(i / 2));
    row.append("label", (long) (i % 3));
    row.append("patient", "p" + i / 2);
  }

  @ParameterizedTest
  @EnumSource(
      value = CompressionCodecName.class,
      mode = Mode.INCLUDE,
      names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
  void readsTheStructOfHuggingFace(CompressionCodecName codec) {
    for (WriterVersion pages : WriterVersion.values()) {
      byte[] table =
          PackedTable.of(HUGGING_FACE).with(codec, pages).rows(300, ParquetShardTest::fill);

      Seen seen = Seen.of(new MemoryFile("train.parquet", table));

      assertThat(seen.rejected()).isEmpty();
      assertThat(seen.images()).hasSize(300);
      assertThat(seen.images().get("000000000007/p3_0.png")).isEqualTo(Packed.counted(107));
      assertThat(seen.listed().get(7).label()).isEqualTo("1");
      assertThat(seen.listed().get(7).group()).isEqualTo("p3");
    }
  }

  @Test
  void readsAPlainBinaryColumnWithColumnsByName() {
    byte[] table =
        PackedTable.of(
                "required binary a; required binary b; required double grade; required int32 id;")
            .rows(
                5,
                (row, i) -> {
                  row.append("a", Binary.fromString("not this"));
                  row.append("b", Binary.fromString("image " + i));
                  row.append("grade", i / 2.0);
                  row.append("id", -i);
                });
    ShardOptions options = Seen.OPTIONS.with(new ShardOptions.Columns("b", "grade", "id"));

    Seen seen = Seen.of(new MemoryFile("x.parquet", table), options);

    assertThat(seen.images().get("000000000003")).isEqualTo(Packed.utf8("image 3"));
    assertThat(seen.listed().get(3).label()).isEqualTo("1.5");
    assertThat(seen.listed().get(3).group()).isEqualTo("-3");
  }

  @Test
  void numbersAreReadByTheirColumnsType() {
    byte[] table =
        PackedTable.of(
                "required binary image; required int32 label (UINT_32); required int32 group"
                    + " (DATE);")
            .rows(
                2,
                (row, i) -> {
                  row.append("image", Binary.fromString("image " + i));
                  row.append("label", -1 - i);
                  row.append("group", 18262 + i);
                });

    Seen seen = Seen.of(new MemoryFile("x.parquet", table));

    assertThat(seen.usable())
        .extracting(row -> row.label() + " " + row.group())
        .containsExactly("4294967295 2020-01-01", "4294967294 2020-01-02");
  }

  @Test
  void partsAreRowGroupsThatTogetherHoldEverything() {
    byte[] table =
        PackedTable.of(HUGGING_FACE)
            .with(CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0)
            .inGroupsOf(20_000)
            .rows(500, ParquetShardTest::fill);
    MemoryFile file = new MemoryFile("x.parquet", table);

    Map<Integer, Set<String>> parts =
        Seen.all(ShardFormat.PARQUET.list(file, Seen.OPTIONS)).stream()
            .collect(
                Collectors.groupingBy(
                    Listed::part, Collectors.mapping(Listed::member, Collectors.toSet())));

    assertThat(parts.size()).isGreaterThan(2);
    Map<String, byte[]> read = new TreeMap<>();
    for (Set<String> members : parts.values()) {
      for (Encoded encoded : Seen.all(ShardFormat.PARQUET.read(file, members, Seen.OPTIONS))) {
        assertThat(read.put(encoded.member(), encoded.content())).isNull();
      }
    }
    assertThat(read).hasSize(500);
    assertThat(read.get("000000000499/p249_0.png")).isEqualTo(Packed.counted(599));
  }

  @Test
  void listingDoesNotReadImages() {
    byte[] table =
        PackedTable.of("required binary image; required int32 label;")
            .with(CompressionCodecName.UNCOMPRESSED, WriterVersion.PARQUET_1_0)
            .rows(
                200,
                (row, i) -> {
                  row.append("image", Binary.fromConstantByteArray(Packed.counted(20_000 + i)));
                  row.append("label", i);
                });
    MemoryFile file = new MemoryFile("x.parquet", table);

    assertThat(Seen.all(ShardFormat.PARQUET.list(file, Seen.OPTIONS))).hasSize(200);

    assertThat(table.length).isGreaterThan(4_000_000);
    assertThat(file.read).isLessThan(300_000);
    assertThat(file.closed).isEqualTo(file.opened);
  }

  @Test
  void aRowWithoutBytesIsRejectedAlone() {
    byte[] table =
        PackedTable.of(HUGGING_FACE)
            .rows(
                3,
                (row, i) -> {
                  if (i == 1) {
                    row.addGroup("image").append("path", "else/where.png");
                  } else {
                    fill(row, i);
                  }
                });

    Seen seen = Seen.of(new MemoryFile("x.parquet", table));

    assertThat(seen.images()).hasSize(2);
    assertThat(seen.rejected()).hasSize(1);
    assertThat(seen.rejected().get(0).sentence())
        .contains("entry '000000000001/else/where.png'", "holds no bytes");
  }
}
