package org.synthassay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.image.Rejected.Reason;

/** What a file claims takes no memory that its bytes do not warrant. */
class ClaimsTest {
  private static final Limits LIMITS = new Limits(100_000_000, 268_435_456);

  /** Bytes of the heap that a decode takes, whatever becomes of them. */
  private static long taken(byte[] file) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    Decoded decoded = ImageDecoder.decode(file, LIMITS);
    long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThat(decoded).isInstanceOf(Rejected.class);
    assertThat(((Rejected) decoded).sentence()).isNotEmpty();
    return after - before;
  }

  /** Tag, type, count, value; a directory of them behind some bytes. */
  private static byte[] tiff(int bytes, int[]... entries) {
    ByteBuffer file =
        ByteBuffer.allocate(8 + bytes + 2 + 12 * entries.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    file.put("II*\0".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)).putInt(8 + bytes);
    file.position(8 + bytes).putShort((short) entries.length);
    for (int[] entry : entries) {
      file.putShort((short) entry[0]).putShort((short) entry[1]).putInt(entry[2]).putInt(entry[3]);
    }
    return file.array();
  }

  @Test
  void thousandsOfTagsMayClaimTheSameBytes() {
    int[][] entries = new int[4000][];
    Arrays.setAll(entries, i -> new int[] {40_000 + i, 4, 50_000, 8});
    assertThat(taken(tiff(200_000, entries))).isLessThan(4_000_000);
  }

  /** Claimed: planes, strips, tiles; each of more than 200 bytes could hold. */
  @ParameterizedTest
  @CsvSource({
    "277,65535, 278,1, 0,0",
    "257,65535, 278,1, 279,64",
    "256,60000, 257,1500, 278,1",
    "322,65535, 323,65535, 324,8",
    "322,16, 323,16, 324,8",
    "322,1, 323,1, 324,8",
    "258,16, 277,5, 256,60000"
  })
  void countsOfPlanesStripsAndTilesAreWarranted(
      int tag, int value, int other, int otherValue, int third, int thirdValue) {
    int[][] entries = {
      {256, 3, 1, 64}, {257, 3, 1, 64}, {258, 3, 1, 8}, {259, 3, 1, 1}, {262, 3, 1, 1},
      {273, 4, 1, 8}, {277, 3, 1, 1}, {278, 4, 1, 1}, {279, 4, 1, 64}, {284, 3, 1, 2},
      {tag, 4, 1, value}, {other, 4, 1, otherValue}, {third, 4, 1, thirdValue}
    };
    assertThat(taken(tiff(200, entries))).isLessThan(1_000_000);
  }

  @Test
  void stripsThatLieOverEachOtherAreRefused() {
    byte[] file =
        TiffBytes.of(100, 100, 8, new byte[10_000])
            .tag(278, 50)
            .tag(273, 8, 8)
            .tag(279, 10_000, 10_000)
            .end();
    Rejected rejected = Drawn.rejected(file);
    assertThat(rejected.code()).isEqualTo(Reason.UNDECODABLE);
    assertThat(rejected.sentence()).contains("strips or tiles that lie over each other");
  }

  @Test
  void aJpegOfFewBytesHoldsFewPixels() {
    byte[] jpeg = Drawn.encoded(Drawn.grey(24, 20), "jpeg");
    for (int at = 0; at < jpeg.length - 9; at++) {
      if (jpeg[at] == (byte) 0xff && jpeg[at + 1] == (byte) 0xc0) {
        ByteBuffer.wrap(jpeg).putShort(at + 5, (short) 9000).putShort(at + 7, (short) 9000);
      }
    }
    Decoded decoded = ImageDecoder.decode(jpeg, LIMITS);
    assertThat(((Rejected) decoded).sentence())
        .isEqualTo("JPEG claims 9000×9000 pixels, more than its %d bytes can hold", jpeg.length);
  }

  @Test
  void aPngOfFewBytesHoldsFewPixels() {
    byte[] png = Drawn.encoded(Drawn.grey(24, 20), "png");
    ByteBuffer.wrap(png).putInt(16, 9900).putInt(20, 9900);
    assertThat(taken(png)).isLessThan(100_000);
  }

  /** A megabyte of text that deflate makes of a kilobyte is passed over or refused, not kept. */
  @Test
  void aPngsTextsAndProfilesMayBeAnySize() {
    byte[] png = Drawn.encoded(Drawn.grey(24, 20), "png");
    byte[] bomb = PngBytes.deflated(new byte[50_000_000]);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(png, 0, 33);
    for (String chunk : new String[] {"iCCP", "zTXt"}) {
      byte[] body = new byte[7 + bomb.length];
      body[0] = 'a';
      body[1] = 'b';
      System.arraycopy(bomb, 0, body, 3, bomb.length);
      ByteBuffer out = ByteBuffer.allocate(body.length + 12);
      byte[] type = chunk.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
      java.util.zip.CRC32 crc = new java.util.zip.CRC32();
      crc.update(type);
      crc.update(body);
      file.writeBytes(
          out.putInt(body.length).put(type).put(body).putInt((int) crc.getValue()).array());
    }
    file.write(png, 33, png.length - 33);
    long before = org.bytedeco.javacpp.Pointer.physicalBytes();
    Decoded decoded = ImageDecoder.decode(file.toByteArray(), LIMITS);
    assertThat(org.bytedeco.javacpp.Pointer.physicalBytes() - before).isLessThan(30_000_000);
    if (decoded instanceof Pixels pixels) {
      assertThat(Drawn.levels(pixels)).isEqualTo(Drawn.decodedLevels(png));
      pixels.close();
    }
  }
}
