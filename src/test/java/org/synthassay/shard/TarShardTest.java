package org.synthassay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.image.Rejected;

class TarShardTest {

  private static MemoryFile file(String name, Map<String, byte[]> files) {
    byte[] tar = Packed.tar(files);
    return new MemoryFile(name, name.endsWith("tar") ? tar : Packed.gzip(tar));
  }

  @ParameterizedTest
  @ValueSource(strings = {"scans.tar", "scans.tar.gz", "SCANS.TGZ"})
  void listsAndReadsEveryImage(String name) {
    byte[] large = Packed.counted(50_000);
    Seen seen =
        Seen.of(file(name, Packed.files("a/1.png", "one", "a/2.JPG", large, "notes.txt", "no")));

    assertThat(seen.images()).containsOnlyKeys("a/1.png", "a/2.JPG");
    assertThat(seen.images().get("a/2.JPG")).isEqualTo(large);
    assertThat(seen.listed()).extracting(Listed::bytes).containsExactly(3L, 50_000L, 2L);
    assertThat(seen.ignored()).containsExactly("notes.txt");
    assertThat(seen.rejected()).isEmpty();
  }

  @Test
  void takesLabelsFromClsAndJsonWhereverTheyStand() {
    Seen seen =
        Seen.of(
            file(
                "wds.tar",
                Packed.files(
                    "000.cls", "3\n",
                    "000.png", "x",
                    "001.left.png", "x",
                    "001.right.png", "x",
                    "001.json", "{\"label\": \"grade 2\", \"patient\": 17}",
                    "002.jpg", "x",
                    "s.1.jpg", "x",
                    "s.1.cls", "9")));

    assertThat(seen.usable())
        .extracting(row -> row.member() + "|" + row.label() + "|" + row.group())
        .containsExactly(
            "000.png|3|null",
            "001.left.png|grade 2|17",
            "001.right.png|grade 2|17",
            "002.jpg|null|null",
            "s.1.jpg|9|null");
  }

  @Test
  void namesOfJsonKeysAreConfigured() {
    ShardOptions options = Seen.OPTIONS.with(new ShardOptions.Columns(null, "dx", "study"));
    Map<String, byte[]> files =
        Packed.files("1.png", "x", "1.json", "{\"label\": 1, \"dx\": [0, 1], \"study\": \"s7\"}");

    Listed image = Seen.of(file("wds.tar", files), options).usable().get(0);

    assertThat(image.label()).isEqualTo("0,1");
    assertThat(image.group()).isEqualTo("s7");
  }

  @Test
  void aLeadingDotSlashIsNoPartOfTheName() {
    assertThat(Seen.of(file("x.tar", Packed.files("./a/1.png", "x"))).images())
        .containsOnlyKeys("a/1.png");
  }

  @Test
  void longNamesAreReadWhole() {
    String name = "patient/" + "x".repeat(300) + ".png";
    assertThat(Seen.of(file("x.tar", Packed.files(name, "x"))).images()).containsOnlyKeys(name);
  }

  @Test
  void readsOnlyUntilTheLastWantedMember() {
    MemoryFile file =
        file("x.tar", Packed.files("1.png", "one", "2.png", Packed.counted(1 << 20), "3.png", "x"));

    var images = Seen.all(ShardFormat.TAR.read(file, Set.of("1.png"), Seen.OPTIONS));

    assertThat(images).hasSize(1);
    assertThat(file.read).isLessThan(200_000);
    assertThat(file.closed).isEqualTo(file.opened);
  }

  @Test
  void closesTheFileWhenTheCallerStopsEarly() {
    MemoryFile file = file("x.tar.gz", Packed.files("1.png", "one", "2.png", "two"));

    try (Cursor<Encoded> images =
        ShardFormat.TAR.read(file, Set.of("1.png", "2.png"), Seen.OPTIONS)) {
      assertThat(images.hasNext()).isTrue();
    }

    assertThat(file.closed).isEqualTo(file.opened).isPositive();
  }

  @Test
  void aWantedMemberThatIsGoneIsARejectedRow() {
    MemoryFile file = file("x.tar", Packed.files("1.png", "one"));

    var images = Seen.all(ShardFormat.TAR.read(file, Set.of("1.png", "2.png"), Seen.OPTIONS));

    assertThat(images).extracting(Encoded::member).containsExactly("1.png", "2.png");
    assertThat(images.get(1).rejected())
        .extracting(Rejected::sentence)
        .isEqualTo("x.tar: entry '2.png' is no longer in the shard");
  }
}
