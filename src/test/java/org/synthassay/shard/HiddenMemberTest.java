package org.synthassay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synthassay.image.Limits;

/** What systems and tools leave in archives is no data, and a member's ending says what is. */
class HiddenMemberTest {
  private static final ShardOptions OPTIONS = ShardOptions.of(new Limits(100, 100));

  private static List<Listed> list(ShardFormat format, ShardOptions options, String... names) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : names) {
      files.put(name, Packed.counted(3));
    }
    byte[] packed = format == ShardFormat.TAR ? Packed.tar(files) : Packed.zip(files);
    List<Listed> rows = new ArrayList<>();
    format
        .list(new MemoryFile("x." + format.extensions().get(0), packed), options)
        .forEachRemaining(rows::add);
    return rows;
  }

  @ParameterizedTest
  @EnumSource(names = {"TAR", "ZIP"})
  void hiddenMembersAreIgnoredRows(ShardFormat format) {
    List<Listed> rows =
        list(
            format,
            OPTIONS,
            "a/1.png",
            "a/_2.png",
            "a/._1.png",
            "._1.json",
            "._a/3.png",
            "__MACOSX/a/._1.png",
            ".ipynb_checkpoints/1.png",
            "_temporary/4.png",
            "@eaDir/1.png/SYNOPHOTO_THUMB_M.jpg",
            "a/Thumbs.db");
    assertThat(rows).hasSize(10).allMatch(row -> row.rejected() == null);
    assertThat(rows)
        .filteredOn(row -> !row.ignored())
        .extracting(Listed::member)
        .containsExactly("a/1.png", "a/_2.png");
  }

  @ParameterizedTest
  @EnumSource(names = {"TAR", "ZIP"})
  void aMembersEndingSaysWhichFilesOfAKeyAreImages(ShardFormat format) {
    String[] names = {"001.img.png", "001.mask.png", "002.img.png", "002.mask.png"};
    assertThat(list(format, OPTIONS, names)).noneMatch(Listed::ignored);
    List<Listed> rows = list(format, OPTIONS.with(".img.png", ArrayLayout.AUTO), names);
    assertThat(rows).hasSize(4);
    assertThat(rows)
        .filteredOn(row -> !row.ignored())
        .extracting(Listed::member)
        .containsExactly("001.img.png", "002.img.png");
  }
}
