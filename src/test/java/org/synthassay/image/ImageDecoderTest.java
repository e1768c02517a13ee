package org.synthassay.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.image.Pixels.SourceFormat;

class ImageDecoderTest {

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff", "bmp"})
  void losslessColourKeepsEveryLevel(String format) {
    BufferedImage image = Drawn.colour(37, 23);
    try (Pixels pixels = Drawn.decoded(Drawn.encoded(image, format))) {
      assertThat(Drawn.levels(pixels)).isEqualTo(Drawn.levels(image, 3));
      assertThat(pixels.format())
          .usingRecursiveComparison()
          .ignoringFields("usedBits", "quality")
          .isEqualTo(new SourceFormat(format, 8, 3, 37, 23, false));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "tiff"})
  void losslessGreyStaysOneChannel(String format) {
    BufferedImage image = Drawn.grey(37, 23);
    try (Pixels pixels = Drawn.decoded(Drawn.encoded(image, format))) {
      assertThat(pixels.isGrey()).isTrue();
      assertThat(Drawn.levels(pixels)).isEqualTo(Drawn.levels(image, 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "bmp", "tiff"})
  void palettesBecomeColour(String format) {
    BufferedImage image = Drawn.picture(20, 20, BufferedImage.TYPE_BYTE_INDEXED);
    try (Pixels pixels = Drawn.decoded(Drawn.encoded(image, format))) {
      assertThat(Drawn.levels(pixels)).isEqualTo(Drawn.levels(image, 3));
      assertThat(pixels.format().depth()).isEqualTo(8);
      assertThat(pixels.format().channels()).isEqualTo(3);
    }
  }

  @Test
  void threeEqualChannelsStayThreeChannels() {
    byte[] row = {10, 10, 10, 20, 20, 20, 30, 30, 30};
    byte[] png = PngBytes.of(3, 3, 8, 2).data(row, row, row).end();
    assertThat(Drawn.decodedLevels(png)).startsWith(10, 10, 10, 20, 20, 20).hasSize(27);
  }

  @Test
  void sixteenBitGreyIsItsRangeRounded() {
    byte[] row = shorts(0, 128, 129, 385, 386, 0xffff);
    byte[] png = PngBytes.of(6, 3, 16, 0).data(row, row, row).end();
    try (Pixels pixels = Drawn.decoded(png)) {
      assertThat(Drawn.levels(pixels)).startsWith(0, 0, 1, 1, 2, 255);
      assertThat(pixels.format())
          .usingRecursiveComparison()
          .ignoringFields("usedBits", "quality")
          .isEqualTo(new SourceFormat("png", 16, 1, 6, 3, false));
    }
    assertThat(Drawn.decodedLevels(TiffBytes.of(6, 1, 16, littleEndian(row)).end()))
        .containsExactly(0, 0, 1, 1, 2, 255);
    assertThat(Drawn.decodedLevels(pnm("P5 6 1 65535\n", row))).containsExactly(0, 0, 1, 1, 2, 255);
  }

  @Test
  void aWindowShowsItsPartOfSixteenBitGrey() {
    byte[] row = shorts(0, 1000, 2004, 3000, 0xffff);
    byte[] alpha = shorts(2004, 0xffff, 3000, 0x8080);
    byte[] inverted = littleEndian(shorts(65535, 64535, 63531, 62535, 0));
    int[] shown = {0, 0, 128, 255, 255};
    assertThat(windowed(PngBytes.of(5, 1, 16, 0).data(row).end())).containsExactly(shown);
    assertThat(windowed(TiffBytes.of(5, 1, 16, littleEndian(row)).end())).containsExactly(shown);
    assertThat(windowed(pnm("P5 5 1 65535\n", row))).containsExactly(shown);
    assertThat(windowed(TiffBytes.of(5, 1, 16, inverted).tag(262, 0).end())).containsExactly(shown);
    assertThat(windowed(PngBytes.of(2, 1, 16, 4).data(alpha).end())).containsExactly(128, 128);
  }

  @Test
  void aWindowLeavesColourAndEightBitsAlone() {
    byte[] colour = PngBytes.of(1, 1, 16, 2).data(shorts(25700, 38550, 51400)).end();
    byte[] grey = PngBytes.of(2, 1, 8, 0).data(bytes(7, 200)).end();
    assertThat(windowed(colour)).containsExactly(200, 150, 100);
    assertThat(windowed(grey)).containsExactly(7, 200);
  }

  private static int[] windowed(byte[] file) {
    DepthWindow window = new DepthWindow(1000, 3000);
    try (Pixels pixels = (Pixels) ImageDecoder.decode(file, Drawn.LIMITS, window)) {
      return Drawn.levels(pixels);
    }
  }

  @Test
  void sixteenBitColourIsItsRangeRounded() {
    byte[] pixel = shorts(128, 129, 0xffff);
    byte[] png = PngBytes.of(1, 1, 16, 2).data(pixel).end();
    assertThat(Drawn.decodedLevels(png)).containsExactly(255, 1, 0);
    byte[] tiff = rgb(TiffBytes.of(1, 1, 16, littleEndian(pixel)), 16).end();
    assertThat(Drawn.decodedLevels(tiff)).containsExactly(255, 1, 0);
    assertThat(Drawn.decodedLevels(pnm("P6 1 1 65535\n", pixel))).containsExactly(255, 1, 0);
  }

  @Test
  void fewBitsAreSpreadOverTheFullRange() {
    byte[] png = PngBytes.of(4, 1, 2, 0).data(new byte[] {0b00_01_10_11}).end();
    assertThat(Drawn.decodedLevels(png)).containsExactly(0, 85, 170, 255);
  }

  @Test
  void alphaIsCompositedOnBlackAndFlagged() {
    byte[] png = PngBytes.of(2, 1, 8, 6).data(bytes(200, 150, 100, 128, 9, 8, 7, 255)).end();
    try (Pixels pixels = Drawn.decoded(png)) {
      assertThat(Drawn.levels(pixels)).containsExactly(50, 75, 100, 7, 8, 9);
      assertThat(pixels.format()).isEqualTo(new SourceFormat("png", 8, 4, 2, 1, true));
    }
    byte[] deep = PngBytes.of(1, 1, 16, 6).data(shorts(51400, 38550, 25700, 32896)).end();
    assertThat(Drawn.decodedLevels(deep)).containsExactly(50, 75, 100);
  }

  @Test
  void greyWithAlphaStaysGrey() {
    byte[] png = PngBytes.of(2, 1, 8, 4).data(bytes(200, 128, 77, 255)).end();
    try (Pixels pixels = Drawn.decoded(png)) {
      assertThat(Drawn.levels(pixels)).containsExactly(100, 77);
      assertThat(pixels.format()).isEqualTo(new SourceFormat("png", 8, 2, 2, 1, true));
    }
  }

  @Test
  void transparentPaletteEntryIsBlack() {
    byte[] png =
        PngBytes.of(2, 1, 8, 3)
            .chunk("PLTE", bytes(1, 2, 3, 40, 50, 60))
            .chunk("tRNS", bytes(0, 255))
            .data(bytes(0, 1))
            .end();
    try (Pixels pixels = Drawn.decoded(png)) {
      assertThat(Drawn.levels(pixels)).containsExactly(0, 0, 0, 60, 50, 40);
      assertThat(pixels.format().alpha()).isTrue();
    }
  }

  @Test
  void transparentKeyColourIsBlack() {
    byte[] png =
        PngBytes.of(2, 1, 8, 2)
            .chunk("tRNS", bytes(0, 200, 0, 150, 0, 100))
            .data(bytes(200, 150, 100, 7, 8, 9))
            .end();
    assertThat(Drawn.decodedLevels(png)).containsExactly(0, 0, 0, 9, 8, 7);
  }

  @Test
  void keyLevelOfGreyPngStaysALevel() {
    byte[] png = PngBytes.of(2, 1, 8, 0).chunk("tRNS", bytes(0, 200)).data(bytes(200, 77)).end();
    try (Pixels pixels = Drawn.decoded(png)) {
      assertThat(Drawn.levels(pixels)).containsExactly(200, 77);
      assertThat(pixels.format().alpha()).isFalse();
    }
  }

  @Test
  void unusedFourthByteOfBitmapIsNoAlpha() {
    ByteBuffer bmp = ByteBuffer.allocate(58).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    bmp.put((byte) 'B').put((byte) 'M').putInt(58).putInt(0).putInt(54);
    bmp.putInt(40).putInt(1).putInt(1).putShort((short) 1).putShort((short) 32).position(54);
    bmp.put(bytes(10, 20, 30, 0));
    assertThat(Drawn.decodedLevels(bmp.array())).containsExactly(10, 20, 30);
  }

  @Test
  void jpegsStayNearTheirPicture() {
    int[] levels = Drawn.decodedLevels(Drawn.encoded(Drawn.grey(64, 48), "jpeg"));
    assertThat(levels).hasSize(64 * 48);
    int[] drawn = Drawn.levels(Drawn.grey(64, 48), 1);
    double distance =
        IntStream.range(0, levels.length)
            .map(i -> Math.abs(levels[i] - drawn[i]))
            .average()
            .orElse(99);
    assertThat(distance).isLessThan(8);
    assertThat(Drawn.decodedLevels(Drawn.progressiveJpeg(Drawn.grey(64, 48)))).isEqualTo(levels);
  }

  @Test
  void bytesAfterTheEndDoNotMatter() {
    for (String format : new String[] {"png", "jpeg", "gif", "bmp", "tiff"}) {
      byte[] whole = Drawn.encoded(Drawn.colour(20, 20), format);
      byte[] longer = java.util.Arrays.copyOf(whole, whole.length + 1000);
      assertThat(Drawn.decodedLevels(longer)).as(format).isEqualTo(Drawn.decodedLevels(whole));
    }
  }

  @Test
  void webpIsReadWithItsAlpha() {
    try (Pixels pixels = Drawn.decoded(WebpBytes.lossless(20, 30, 100, 150, 200, 128))) {
      assertThat(Drawn.levels(pixels)).startsWith(50, 75, 100).hasSize(20 * 30 * 3);
      assertThat(pixels.format()).isEqualTo(new SourceFormat("webp", 8, 4, 20, 30, true));
    }
    try (Pixels pixels = Drawn.decoded(WebpBytes.lossless(20, 30, 100, 150, 200))) {
      assertThat(Drawn.levels(pixels)).startsWith(100, 150, 200).hasSize(20 * 30 * 3);
      assertThat(pixels.format().alpha()).isFalse();
    }
  }

  static TiffBytes rgb(TiffBytes tiff, int bits) {
    return tiff.tag(258, bits, bits, bits).tag(262, 2).tag(277, 3);
  }

  static byte[] pnm(String header, byte[] pixels) {
    byte[] start = header.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(start.length + pixels.length).put(start).put(pixels).array();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  static byte[] littleEndian(byte[] shorts) {
    byte[] swapped = new byte[shorts.length];
    for (int i = 0; i < shorts.length; i++) {
      swapped[i] = shorts[i ^ 1];
    }
    return swapped;
  }

  @Test
  void bitsInUseAreThoseOfTheHighestValueWhereTheWholeRangeIsShown() {
    byte[] file = pnm("P5 2 2 65535 ", new byte[] {0, 1, 0x0f, (byte) 0xff, 0, 0, 1, 0});
    assertThat(format(file, null).usedBits()).isEqualTo(12);
    assertThat(format(file, new DepthWindow(0, 4095)).usedBits()).isNull();
    assertThat(format(Drawn.encoded(Drawn.grey(8, 8), "png"), null).usedBits()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 50, 75, 90, 95, 100})
  void aJpegsQualityIsReadFromItsTable(int quality) {
    byte[] file;
    try (org.bytedeco.opencv.opencv_core.Mat mat =
            new org.bytedeco.opencv.opencv_core.Mat(
                16, 16, org.bytedeco.opencv.global.opencv_core.CV_8UC3);
        org.bytedeco.javacpp.BytePointer jpeg = new org.bytedeco.javacpp.BytePointer();
        org.bytedeco.javacpp.IntPointer how = new org.bytedeco.javacpp.IntPointer(1, quality)) {
      org.bytedeco.opencv.global.opencv_imgcodecs.imencode(".jpg", mat, jpeg, how);
      file = new byte[(int) jpeg.limit()];
      jpeg.get(file);
    }
    assertThat(format(file, null).quality()).isEqualTo(quality);
    assertThat(format(Drawn.encoded(Drawn.grey(8, 8), "png"), null).quality()).isNull();
  }

  private static SourceFormat format(byte[] file, @Nullable DepthWindow window) {
    try (Pixels pixels = (Pixels) ImageDecoder.decode(file, Drawn.LIMITS, window)) {
      return pixels.format();
    }
  }
}
