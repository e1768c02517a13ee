package org.synthassay.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class NpzShardTest {

  private static Seen seen(Object... namesAndArrays) {
    return Seen.of(new MemoryFile("x.npz", Packed.zip(Packed.files(namesAndArrays))));
  }

  @Test
  void greyRowsBecomePgmFiles() {
    Seen seen = seen("arr_0.npy", Packed.npy("'|u1'", "(3, 2, 5)", Packed.counted(30)));

    assertThat(seen.images()).hasSize(3);
    assertThat(seen.images().get("arr_0/000000000002")).isEqualTo(pnm("P5\n5 2\n255\n", 20, 30));
  }

  @Test
  void colourRowsBecomePpmFilesInRgbOrder() {
    Seen seen = seen("arr_0.npy", Packed.npy("'|u1'", "(2, 2, 2, 3)", Packed.counted(24)));

    assertThat(seen.images().get("arr_0/000000000001")).isEqualTo(pnm("P6\n2 2\n255\n", 12, 24));
  }

  @Test
  void labelsAndGroupsStandBesideTheirImages() {
    Seen seen =
        seen(
            "train_images.npy", Packed.npy("'|u1'", "(3, 1, 1)", Packed.counted(3)),
            "train_labels.npy", Packed.npy("'<i8'", "(3, 1)", longs(0, 1, 7)),
            "train_patients.npy", Packed.npy("'|S2'", "(3,)", Packed.utf8("p1p\0p2")),
            "val_images.npy", Packed.npy("'|u1'", "(1, 1, 1)", Packed.counted(1)),
            "val_labels.npy", Packed.npy("'<U1'", "(1,)", new byte[] {'a', 0, 0, 0}));

    assertThat(seen.usable())
        .extracting(row -> row.member() + "|" + row.label() + "|" + row.group())
        .containsExactly(
            "train_images/000000000000|0|p1",
            "train_images/000000000001|1|p",
            "train_images/000000000002|7|p2",
            "val_images/000000000000|a|null");
    assertThat(seen.ignored())
        .containsExactly("train_labels.npy", "train_patients.npy", "val_labels.npy");
  }

  @Test
  void aSecondUnnamedArrayLabelsTheFirst() {
    Seen seen =
        seen(
            "arr_0.npy", Packed.npy("'|u1'", "(2, 1, 1)", Packed.counted(2)),
            "arr_1.npy", Packed.npy("'|u1'", "(2,)", new byte[] {5, (byte) 200}));

    assertThat(seen.usable()).extracting(Listed::label).containsExactly("5", "200");
  }

  @Test
  void anArrayIsOnePictureWhereTheLayoutSaysSo() {
    MemoryFile file =
        new MemoryFile(
            "x.npz",
            Packed.zip(
                Packed.files(
                    "image.npy", Packed.npy("'|u1'", "(2, 2, 3)", Packed.counted(12)),
                    "label.npy", Packed.npy("'<f8'", "(1,)", doubles(1e7)),
                    "d/slice.npy", Packed.npy("'|u1'", "(2, 5)", Packed.counted(10)),
                    "volume.npy", Packed.npy("'|u1'", "(1, 2, 2, 3)", Packed.counted(12)))));

    Seen pictures = Seen.of(file, Seen.OPTIONS.with(null, ArrayLayout.PICTURE));
    assertThat(pictures.images()).containsOnlyKeys("image", "d/slice");
    assertThat(pictures.images().get("image")).isEqualTo(pnm("P6\n2 2\n255\n", 0, 12));
    assertThat(pictures.images().get("d/slice")).isEqualTo(pnm("P5\n5 2\n255\n", 0, 10));
    assertThat(pictures.usable().get(0).label()).as("no 1.0E7").isEqualTo("10000000.0");
    assertThat(pictures.rejected())
        .singleElement()
        .matches(rejected -> rejected.sentence().contains("a picture (layout) has H×W or H×W×C"));

    Seen images = Seen.of(file, Seen.OPTIONS.with(null, ArrayLayout.IMAGES));
    assertThat(images.images())
        .containsOnlyKeys("image/000000000000", "image/000000000001", "volume/000000000000");
    assertThat(images.images().get("image/000000000001")).isEqualTo(pnm("P5\n3 2\n255\n", 6, 12));
    assertThat(images.ignored()).containsExactly("label.npy", "d/slice.npy");
  }

  @Test
  void featuresBesideImagesAreIgnored() {
    Seen seen =
        seen(
            "images.npy", Packed.npy("'|u1'", "(1, 1, 1)", new byte[1]),
            "embedding.npy", Packed.npy("'<f4'", "(1, 2)", new byte[8]));

    assertThat(seen.images()).hasSize(1);
    assertThat(seen.ignored()).containsExactly("embedding.npy");
    assertThat(seen.rejected()).isEmpty();
  }

  @Test
  void readsPneumoniaMnist() throws IOException {
    Path npz =
        Path.of(System.getProperty("synthassay.reference", "../shared"))
            .resolve("data/pneumoniamnist.npz");
    Assumptions.assumeTrue(Files.exists(npz), "no reference data at " + npz);

    Seen seen = Seen.of(new PathFile(npz));

    assertThat(seen.images()).hasSize(3882 + 524 + 624);
    assertThat(seen.rejected()).isEmpty();
    assertThat(seen.usable()).extracting(Listed::label).containsOnly("0", "1");
  }

  private record PathFile(Path path) implements ShardFile {
    @Override
    public String name() {
      return path.toString();
    }

    @Override
    public long length() {
      return path.toFile().length();
    }

    @Override
    public InputStream open(long offset) throws IOException {
      RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
      file.seek(offset);
      return Channels.newInputStream(file.getChannel());
    }
  }

  private static byte[] longs(long... values) {
    ByteBuffer bytes = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      bytes.putLong(value);
    }
    return bytes.array();
  }

  private static byte[] doubles(double value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
  }

  private static byte[] pnm(String head, int from, int to) {
    return ByteBuffer.allocate(head.length() + to - from)
        .put(Packed.utf8(head))
        .put(Packed.counted(to), from, to - from)
        .array();
  }
}
