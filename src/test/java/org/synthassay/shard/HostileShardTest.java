package org.synthassay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.synthassay.image.Limits;
import org.synthassay.image.Rejected;

/** Bad inputs: each leaves a reasoned row, costs no good image, and leaves no stream open. */
class HostileShardTest {
  private static final java.util.Set<String> TABLE = new TreeSet<>();

  static Stream<Fault> faults() {
    return Stream.of(TarFaults.all(), ZipFaults.all(), TableFaults.all(), NpzFaults.all())
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void becomesARejectedRow(Fault fault) {
    Seen seen = Seen.of(fault.file());

    String sentences =
        seen.rejected().stream()
            .map(Rejected::sentence)
            .distinct()
            .limit(2)
            .collect(Collectors.joining("<br>"));
    String codes =
        seen.rejected().stream()
            .map(rejected -> rejected.code().code())
            .distinct()
            .collect(Collectors.joining(", "));
    TABLE.add("| %s | %d | %s | %s |".formatted(fault, seen.images().size(), codes, sentences));
    assertThat(seen.images()).as(sentences).hasSize(fault.images());
    assertThat(seen.rejected().stream().map(Rejected::code).sorted())
        .as(sentences)
        .isEqualTo(fault.codes().stream().sorted().toList());
    assertThat(seen.rejected())
        .allSatisfy(row -> assertThat(row.sentence()).startsWith(fault.file().name() + ": "));
    assertThat(sentences).contains(fault.says());
    assertThat(fault.file().closed).isEqualTo(fault.file().opened);
  }

  @Test
  void atLeastFortyFaultsAreFed() {
    assertThat(faults().map(Fault::what).distinct().count()).isGreaterThanOrEqualTo(40);
  }

  @AfterAll
  static void writeTheTable() throws IOException {
    Path file = Path.of(System.getProperty("java.io.tmpdir"), "fault-table.md");
    Files.write(
        file,
        Stream.concat(
                Stream.of("| fed | images read | code | sentence |", "|---|---|---|---|"),
                TABLE.stream())
            .toList());
  }

  @Test
  void tooManyEntriesAreRefused() {
    ShardOptions two =
        new ShardOptions(
            new Limits(100, 100),
            2,
            1000,
            1 << 20,
            ShardOptions.Columns.usual(),
            null,
            ArrayLayout.AUTO);
    var files = Packed.files("1.png", "x", "2.png", "x", "3.png", "x");

    Seen tar = Seen.of(new MemoryFile("x.tar", Packed.tar(files)), two);
    Seen zip = Seen.of(new MemoryFile("x.zip", Packed.zip(files)), two);

    assertThat(tar.images()).hasSize(2);
    assertThat(List.of(tar.rejected().get(0), zip.rejected().get(0)))
        .allSatisfy(
            row -> {
              assertThat(row.code()).isEqualTo(Rejected.Reason.TOO_LARGE);
              assertThat(row.sentence()).contains("above the limit of 2 entries (max-entries)");
            });
  }

  @Test
  void bytesFlippedAtRandomNeverThrowAndAlwaysEnd() {
    Random random = new Random(20240131);
    for (Fault fault : faults().toList()) {
      byte[] bytes = fault.file().content();
      for (int round = 0; round < 20 && bytes.length > 0 && bytes.length < 200_000; round++) {
        byte[] damaged = bytes.clone();
        for (int i = 0; i < 1 + round % 4; i++) {
          damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        MemoryFile file = new MemoryFile(fault.file().name(), damaged);
        Seen.of(file);
        assertThat(file.closed).as(fault.what()).isEqualTo(file.opened);
      }
    }
  }
}
