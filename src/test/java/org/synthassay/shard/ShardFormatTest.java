package org.synthassay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShardFormatTest {

  @ParameterizedTest
  @CsvSource({
    "a.png, IMAGE", "a.JPEG, IMAGE", "a.b.TiFf, IMAGE", "_x.bmp, IMAGE", ".gif, IMAGE",
    "scan.dcm, IMAGE", "x.ppm, IMAGE", "a.tar, TAR", "a.tar.gz, TAR", "a.TGZ, TAR",
    "a.zip, ZIP", "part-00000.snappy.parquet, PARQUET", "a.npz, NPZ"
  })
  void isKnownByExtensionInAnyCase(String name, ShardFormat format) {
    assertThat(ShardFormat.of(name)).contains(format);
  }

  @ParameterizedTest
  @CsvSource({"png", "a.txt", "a.gz", "a.npy", "''", "a.png.part", "tar.7z"})
  void otherNamesAreNoImages(String name) {
    assertThat(ShardFormat.of(name)).isEmpty();
  }

  @Test
  void aPlainImageIsItsOnlyMember() {
    MemoryFile file = new MemoryFile("a/b.png", Packed.counted(100));

    Seen seen = Seen.of(file);

    assertThat(seen.listed()).containsExactly(Listed.image("", 100));
    assertThat(seen.images().get("")).isEqualTo(Packed.counted(100));
    assertThat(Seen.all(ShardFormat.IMAGE.read(file, Set.of(), Seen.OPTIONS))).isEmpty();
  }
}
