package org.synthassay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.synthassay.image.Limits;

class ZipShardTest {

  private static final String DATASET =
      """
      {"made by": {"tool": [1, 2]}, "labels": [["00000/img0.png", 6], ["./00000/img1.png", [0, 1]],
       ["00000/img2.png", null]]}
      """;

  @Test
  void listsAndReadsEveryImageWithItsLabel() {
    byte[] large = Packed.counted(60_000);
    Seen seen =
        Seen.of(
            new MemoryFile(
                "gan.zip",
                Packed.zip(
                    Packed.files(
                        "00000/img0.png",
                        large,
                        "00000/img1.png",
                        "one",
                        "00000/img2.png",
                        "two",
                        "dataset.json",
                        DATASET))));

    assertThat(seen.usable())
        .extracting(row -> row.member() + "|" + row.label() + "|" + row.bytes())
        .containsExactly("00000/img0.png|6|60000", "00000/img1.png|0,1|3", "00000/img2.png|null|3");
    assertThat(seen.images().get("00000/img0.png")).isEqualTo(large);
    assertThat(seen.ignored()).containsExactly("dataset.json");
    assertThat(seen.rejected()).isEmpty();
  }

  @Test
  void readsStoredAndZip64Entries() {
    byte[] zip =
        Packed.zip(
            out -> {
              out.setUseZip64(Zip64Mode.Always);
              out.setMethod(ZipArchiveOutputStream.STORED);
              ZipArchiveEntry entry = new ZipArchiveEntry("1.png");
              byte[] content = Packed.counted(300);
              java.util.zip.CRC32 crc = new java.util.zip.CRC32();
              crc.update(content);
              entry.setSize(300);
              entry.setCrc(crc.getValue());
              out.putArchiveEntry(entry);
              out.write(content);
              out.closeArchiveEntry();
            });

    assertThat(Seen.of(new MemoryFile("x.zip", zip)).images().get("1.png"))
        .isEqualTo(Packed.counted(300));
  }

  @Test
  void splitsIntoPartsThatTogetherHoldEverything() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (int i = 0; i < 100; i++) {
      files.put("%03d.png".formatted(i), Packed.counted(1000 + i));
    }
    MemoryFile file = new MemoryFile("x.zip", Packed.zip(files));
    ShardOptions options =
        new ShardOptions(
            new Limits(100, 1 << 20),
            1000,
            1000,
            10_000,
            ShardOptions.Columns.usual(),
            null,
            ArrayLayout.AUTO);

    Map<Integer, Set<String>> parts =
        Seen.all(ShardFormat.ZIP.list(file, options)).stream()
            .collect(
                Collectors.groupingBy(
                    Listed::part, Collectors.mapping(Listed::member, Collectors.toSet())));

    assertThat(parts.size()).isBetween(9, 12);
    Map<String, byte[]> read = new LinkedHashMap<>();
    for (Set<String> members : parts.values()) {
      for (Encoded encoded : Seen.all(ShardFormat.ZIP.read(file, members, options))) {
        assertThat(read.put(encoded.member(), encoded.content())).isNull();
      }
    }
    assertThat(read).hasSize(100);
    read.forEach((name, content) -> assertThat(content).isEqualTo(files.get(name)));
  }

  @Test
  void aPartIsReadWithoutReadingTheRest() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    java.util.Random random = new java.util.Random(1);
    for (int i = 0; i < 200; i++) {
      byte[] noise = new byte[50_000];
      random.nextBytes(noise);
      files.put("%03d.png".formatted(i), noise);
    }
    MemoryFile file = new MemoryFile("x.zip", Packed.zip(files));

    assertThat(Seen.all(ShardFormat.ZIP.read(file, Set.of("150.png"), Seen.OPTIONS))).hasSize(1);

    assertThat(file.read).isLessThan(400_000);
    assertThat(file.opened).isLessThanOrEqualTo(4);
    assertThat(file.closed).isEqualTo(file.opened);
  }
}
