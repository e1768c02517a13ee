package org.synthassay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.image.Rejected.Reason;

/** What is not an image, or not a whole one, is named and never decoded in part. */
class ImageFaultTest {

  @Test
  void emptyFileIsEmpty() {
    assertThat(Drawn.rejected(new byte[0])).isEqualTo(new Rejected(Reason.EMPTY, "holds no bytes"));
  }

  @Test
  void textNamedPngIsUndecodable() {
    byte[] text = "not an image at all".getBytes(StandardCharsets.UTF_8);
    Rejected rejected = Drawn.rejected(text);
    assertThat(rejected.code()).isEqualTo(Reason.UNDECODABLE);
    assertThat(rejected.sentence())
        .isEqualTo(
            "starts with bytes 6e 6f 74 20, which is none of PNG, JPEG, TIFF, BMP, GIF, WebP,"
                + " PNM, DICOM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
  void fileCutAnywhereIsNeverDecodedInPart(String format) {
    byte[] whole = Drawn.encoded(Drawn.colour(31, 22), format);
    for (int length = 16; length < whole.length - 2; length += 7) {
      Rejected rejected = Drawn.rejected(Arrays.copyOf(whole, length));
      assertThat(rejected.code()).as("%s cut to %d", format, length).isEqualTo(Reason.TRUNCATED);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"LZW", "Deflate", "PackBits"})
  void packedTiffIsReadWholeOrNotAtAll(String compression) {
    byte[] whole = Drawn.tiff(Drawn.colour(60, 50), compression);
    assertThat(Drawn.decodedLevels(whole)).isEqualTo(Drawn.levels(Drawn.colour(60, 50), 3));
    for (int length = 16; length < whole.length - 12; length += 97) {
      Drawn.rejected(Arrays.copyOf(whole, length));
    }
  }

  @Test
  void webpAndRawArraysThatEndEarlyAreTruncated() {
    byte[] webp = WebpBytes.lossless(40, 30, 1, 2, 3);
    byte[] pnm = ImageDecoderTest.pnm("P5 # made by a test\n4 4\n255\n", new byte[16]);
    for (byte[] whole : new byte[][] {webp, pnm}) {
      Drawn.decoded(whole).close();
      for (int length = 12; length < whole.length; length++) {
        Rejected rejected = Drawn.rejected(Arrays.copyOf(whole, length));
        assertThat(rejected.code()).as("cut to %d", length).isEqualTo(Reason.TRUNCATED);
      }
    }
  }

  @Test
  void tiffStripThatUnpacksShortIsTruncated() {
    byte[] rows = new byte[30 * 30];
    byte[] packed = PngBytes.deflated(Arrays.copyOf(rows, 400));
    byte[] tiff = TiffBytes.of(30, 30, 8, packed).tag(259, 8).end();
    assertThat(Drawn.rejected(tiff))
        .isEqualTo(
            new Rejected(
                Reason.TRUNCATED, "TIFF strip or tile 0 does not unpack to its 900 bytes"));
    byte[] whole = TiffBytes.of(30, 30, 8, PngBytes.deflated(rows)).tag(259, 8).end();
    assertThat(Drawn.decodedLevels(whole)).containsOnly(0);
  }

  @Test
  void pngWithShortPixelDataIsUndecodable() {
    byte[] png = PngBytes.of(3, 3, 8, 0).data(new byte[3], new byte[3]).end();
    assertThat(Drawn.rejected(png).code()).isEqualTo(Reason.UNDECODABLE);
  }

  @Test
  void flippedBitInPngNamesTheChunk() {
    byte[] png = PngBytes.of(3, 1, 8, 0).data(new byte[3]).end();
    png[43] ^= 4;
    assertThat(Drawn.rejected(png).sentence())
        .isEqualTo("PNG chunk IDAT at byte 33 does not match its checksum");
  }

  @Test
  void bombIsTooLargeBeforeMemoryIsTaken() {
    byte[] bomb = PngBytes.of(20_000, 20_000, 8, 0).data(new byte[10]).end();
    assertThat(ImageDecoder.decode(bomb, new Limits(100_000_000, 1 << 28)))
        .isEqualTo(
            new Rejected(
                Reason.TOO_LARGE,
                "claims 20000×20000 = 400000000 pixels, limits.max-pixels is 100000000"));
    assertThat(ImageDecoder.decode(bomb, new Limits(Long.MAX_VALUE, 20)))
        .isEqualTo(
            new Rejected(
                Reason.TOO_LARGE, "has " + bomb.length + " bytes, limits.max-bytes is 20"));
    byte[] wide = PngBytes.of(Integer.MAX_VALUE, 20_000, 8, 0).data(new byte[10]).end();
    assertThat(ImageDecoder.decode(wide, new Limits(Long.MAX_VALUE, 1 << 28)))
        .extracting(d -> ((Rejected) d).code())
        .isEqualTo(Reason.TOO_LARGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gif", "bmp", "tiff", "jpeg"})
  void everyFormatsSizeIsReadFromItsHeader(String format) {
    byte[] image = Drawn.encoded(Drawn.colour(40, 30), format);
    Decoded decoded = ImageDecoder.decode(image, new Limits(40 * 30 - 1, 1 << 20));
    assertThat(decoded)
        .isEqualTo(
            new Rejected(
                Reason.TOO_LARGE, "claims 40×30 = 1200 pixels, limits.max-pixels is 1199"));
  }

  @Test
  void onePixelIsDecoded() {
    assertThat(Drawn.decodedLevels(PngBytes.of(1, 1, 8, 0).data(new byte[] {9}).end()))
        .containsExactly(9);
  }

  @Test
  void severalFramesOrPagesAreToBeSplit() {
    assertThat(Drawn.rejected(Drawn.animatedGif(3)))
        .isEqualTo(
            new Rejected(
                Reason.UNSUPPORTED_FORMAT,
                "GIF holds 3 frames, 1 is read; split it into one file a frame"));
    assertThat(Drawn.decodedLevels(Drawn.animatedGif(1))).hasSize(20 * 20 * 3);
    assertThat(Drawn.rejected(TiffBytes.of(2, 2, 8, new byte[4]).pages(2)).sentence())
        .isEqualTo("TIFF holds several pages; split it into one file a page");
    byte[] thumbnails = TiffBytes.of(2, 2, 8, new byte[4]).tag(254, 1).pages(2);
    assertThat(Drawn.decodedLevels(thumbnails)).hasSize(4);
    byte[] frames = ByteBuffer.allocate(8).putInt(3).array();
    byte[] apng = PngBytes.of(1, 1, 8, 0).chunk("acTL", frames).data(new byte[1]).end();
    assertThat(Drawn.rejected(apng).sentence())
        .isEqualTo("PNG is an animation of 3 frames; split it into files");
  }

  @Test
  void depthsThatAreNotReadAreNamed() {
    byte[] floats = TiffBytes.of(2, 2, 32, new byte[16]).tag(339, 3).end();
    assertThat(Drawn.rejected(floats))
        .isEqualTo(
            new Rejected(
                Reason.UNSUPPORTED_DEPTH,
                "TIFF has [32] bits a channel in sample format 3;"
                    + " 8 and 16 bits unsigned (format 1) are read"));
    byte[] signed = TiffBytes.of(2, 2, 16, new byte[8]).tag(339, 2).end();
    assertThat(Drawn.rejected(signed).code()).isEqualTo(Reason.UNSUPPORTED_DEPTH);
    byte[] jpeg = Drawn.encoded(Drawn.grey(16, 16), "jpeg");
    jpeg[indexOfFrame(jpeg) + 3] = 12;
    assertThat(Drawn.rejected(jpeg).sentence()).isEqualTo("JPEG has 12 bits a channel, 8 are read");
  }

  @Test
  void formatsThatAreNotReadAreNamed() {
    byte[] heif = "....ftypheic....".getBytes(StandardCharsets.US_ASCII);
    assertThat(Drawn.rejected(heif))
        .isEqualTo(
            new Rejected(Reason.UNSUPPORTED_FORMAT, "HEIF or AVIF is not read; convert it to PNG"));
    byte[] ccitt = TiffBytes.of(8, 8, 1, new byte[8]).tag(259, 4).end();
    assertThat(Drawn.rejected(ccitt).sentence())
        .isEqualTo("TIFF uses compression 4; none, LZW, Deflate and PackBits are read");
  }

  @Test
  void whiteIsZeroTiffIsTurnedAround() {
    byte[] tiff = TiffBytes.of(2, 1, 8, new byte[] {0, 100}).tag(262, 0).end();
    assertThat(Drawn.decodedLevels(tiff)).containsExactly(255, 155);
    byte[] deep = TiffBytes.of(2, 1, 16, new byte[] {0, 0, 100, 100}).tag(262, 0).end();
    assertThat(Drawn.decodedLevels(deep)).containsExactly(255, 155);
  }

  @Test
  void bigEndianTiffIsReadAlike() {
    byte[] rows = ImageDecoderTest.shorts(257, 514);
    byte[] tiff = TiffBytes.of(2, 1, 16, rows, java.nio.ByteOrder.BIG_ENDIAN).end();
    assertThat(Drawn.decodedLevels(tiff)).containsExactly(1, 2);
  }

  @Test
  void cmykJpegBecomesColour() {
    byte[] jpeg = cmykJpeg();
    try (Pixels pixels = Drawn.decoded(jpeg)) {
      assertThat(pixels.mat().channels()).isEqualTo(3);
      assertThat(pixels.format().channels()).isEqualTo(3);
      // Adobe stores ink inverted: cyan 0 of 255 left is full cyan, so red is gone.
      int[] levels = Drawn.levels(pixels);
      assertThat(levels[2]).as("red").isLessThan(10);
      assertThat(levels[0]).as("blue").isGreaterThan(245);
    }
  }

  /** Four components: C = 0 (full ink, inverted), M = Y = K = 255 (none). */
  private static byte[] cmykJpeg() {
    return CmykJpeg.of(16, 16, 0, 255, 255, 255);
  }

  private static int indexOfFrame(byte[] jpeg) {
    for (int i = 2; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) 0xc0) {
        return i + 1;
      }
    }
    throw new AssertionError("no frame header");
  }
}
