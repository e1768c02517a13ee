package org.synthassay.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.synthassay.image.Pixels.SourceFormat;
import org.synthassay.image.Rejected.Reason;

class DicomDecoderTest {
  private static final Limits LIMITS = new Limits(10_000, 1 << 20);
  private static final DicomDecoder.JpegDecoder NO_JPEG =
      (jpeg, limits) -> new Rejected(Reason.UNDECODABLE, "not expected");

  private static int[] shown(byte[] file) {
    return shown(file, null);
  }

  private static int[] shown(byte[] file, @Nullable DepthWindow window) {
    Decoded decoded = DicomDecoder.decode(file, LIMITS, window, NO_JPEG);
    assertThat(decoded).isInstanceOf(Pixels.class);
    try (Pixels pixels = (Pixels) decoded) {
      byte[] values = new byte[pixels.width() * pixels.height() * pixels.mat().channels()];
      pixels.mat().data().get(values);
      int[] levels = new int[values.length];
      Arrays.setAll(levels, i -> values[i] & 0xff);
      return levels;
    }
  }

  private static Rejected rejected(byte[] file) {
    Decoded decoded = DicomDecoder.decode(file, LIMITS, null, NO_JPEG);
    assertThat(decoded).isInstanceOf(Rejected.class);
    return (Rejected) decoded;
  }

  private static DicomBytes windowed(String syntax) {
    return DicomBytes.grey(syntax, 1, 4, 12)
        .text(0x00281050, "DS", "40\\500")
        .text(0x00281051, "DS", "401")
        .text(0x00281052, "DS", "-1000");
  }

  @ParameterizedTest
  @ValueSource(strings = {DicomBytes.IMPLICIT, DicomBytes.EXPLICIT, DicomBytes.BIG_ENDIAN})
  void rescalesAndWindowsEveryByteOrder(String syntax) {
    // In Hounsfield: −161 and below black, 39.5 the middle, 240 and above white.
    byte[] file = windowed(syntax).pixels16(839, 1040, 1240, 4095);

    assertThat(shown(file)).containsExactly(0, 128, 255, 255);
  }

  @Test
  void theAuditsWindowGoesBeforeTheFilesInRescaledValues() {
    byte[] deep = windowed(DicomBytes.EXPLICIT).pixels16(839, 1000, 1100, 4095);
    byte[] shallow =
        DicomBytes.grey(DicomBytes.EXPLICIT, 1, 4, 8)
            .pixels(new byte[] {0, 100, (byte) 200, (byte) 255});
    DepthWindow window = new DepthWindow(-100, 100);

    assertThat(shown(deep, window)).containsExactly(0, 128, 255, 255);
    assertThat(shown(shallow, window)).containsExactly(0, 100, 200, 255);
  }

  @ParameterizedTest
  @CsvSource({"LINEAR, 128", "LINEAR_EXACT, 128", "SIGMOID, 128"})
  void theMiddleOfEveryWindowIsGrey(String function, int level) {
    byte[] file =
        windowed(DicomBytes.EXPLICIT)
            .text(0x00281056, "CS", function)
            .pixels16(1040, 1040, 1040, 1040);

    assertThat(shown(file)).containsOnly(level);
  }

  @Test
  void withoutWindowTheStoredBitsAreTheRange() {
    byte[] file = DicomBytes.grey(DicomBytes.EXPLICIT, 1, 4, 10).pixels16(0, 512, 1023, 0xFC00);

    assertThat(shown(file)).containsExactly(0, 128, 255, 0);
  }

  @Test
  void signedValuesReachBelowZero() {
    byte[] file =
        DicomBytes.grey(DicomBytes.EXPLICIT, 1, 3, 16)
            .number(0x00280103, 1)
            .pixels16(-32768, 0, 32767);

    assertThat(shown(file)).containsExactly(0, 128, 255);
  }

  @Test
  void eightBitsStayAsTheyAreAndMonochrome1IsInverted() {
    byte[] bytes = {0, 1, (byte) 200, (byte) 255};
    byte[] plain = DicomBytes.grey(DicomBytes.EXPLICIT, 2, 2, 8).pixels(bytes);
    byte[] inverted =
        DicomBytes.grey(DicomBytes.EXPLICIT, 2, 2, 8)
            .text(0x00280004, "CS", "MONOCHROME1")
            .pixels(bytes);

    assertThat(shown(plain)).containsExactly(0, 1, 200, 255);
    assertThat(shown(inverted)).containsExactly(255, 254, 55, 0);
  }

  @Test
  void colourIsReadByPixelAndByPlane() {
    byte[] byPixel =
        DicomBytes.colour(DicomBytes.EXPLICIT, "RGB", 1, 2, 0)
            .pixels(new byte[] {1, 2, 3, 4, 5, 6});
    byte[] byPlane =
        DicomBytes.colour(DicomBytes.EXPLICIT, "RGB", 1, 2, 1)
            .pixels(new byte[] {1, 4, 2, 5, 3, 6});

    assertThat(shown(byPixel)).containsExactly(3, 2, 1, 6, 5, 4).isEqualTo(shown(byPlane));
  }

  @Test
  void ybrFullBecomesRgb() {
    byte[] red = {76, 85, (byte) 255, (byte) 128, (byte) 128, (byte) 128};

    assertThat(shown(DicomBytes.colour(DicomBytes.EXPLICIT, "YBR_FULL", 1, 2, 0).pixels(red)))
        .containsExactly(0, 0, 254, 128, 128, 128);
  }

  @Test
  void rleHoldsTheHighByteFirst() {
    // Two segments: high bytes 1, 1, 1, 2 as a run and a literal; low bytes as a literal.
    byte[] high = {-2, 1, 0, 2};
    byte[] low = {3, 10, 20, 30, 40, 0};
    byte[] rle =
        ByteBuffer.allocate(64 + high.length + low.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(2)
            .putInt(64)
            .putInt(64 + high.length)
            .position(64)
            .put(high)
            .put(low)
            .array();

    int[] packed = shown(DicomBytes.grey(DicomBytes.RLE, 1, 4, 10).encapsulated(rle));

    assertThat(packed)
        .isEqualTo(
            shown(
                DicomBytes.grey(DicomBytes.EXPLICIT, 1, 4, 10)
                    .pixels16(256 + 10, 256 + 20, 256 + 30, 512 + 40)));
  }

  @Test
  void jpegBaselineIsHandedOnAndWindowed() {
    byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, 7, 7};
    byte[] file =
        DicomBytes.grey(DicomBytes.JPEG, 1, 2, 8)
            .text(0x00280004, "CS", "MONOCHROME1")
            .encapsulated(jpeg);

    Decoded decoded =
        DicomDecoder.decode(
            file,
            LIMITS,
            null,
            (bytes, limits) -> {
              assertThat(bytes).isEqualTo(jpeg);
              Mat mat = new Mat(1, 2, CV_8UC1);
              mat.data().put(new byte[] {0, (byte) 250});
              return new Pixels(mat, new SourceFormat("jpeg", 8, 1, 2, 1, false));
            });

    try (Pixels pixels = (Pixels) decoded) {
      byte[] values = new byte[2];
      pixels.mat().data().get(values);
      assertThat(values).containsExactly((byte) 255, (byte) 5);
      assertThat(pixels.format().codec()).isEqualTo("dicom");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 10, 12, 16})
  void jpegLosslessIsWhatWasEncoded(int bits) {
    int[] samples = new Random(bits).ints(35, 0, 1 << bits).toArray();
    byte[] jpeg = LosslessJpeg.encode(samples, 7, bits);

    int[] lossless =
        shown(DicomBytes.grey(DicomBytes.JPEG_LOSSLESS, 5, 7, bits).encapsulated(jpeg));

    assertThat(lossless)
        .isEqualTo(
            Arrays.stream(samples)
                .map(value -> (int) Math.round(255.0 * value / ((1 << bits) - 1)))
                .toArray());
  }

  @Test
  void aJpegLosslessFrameMustBeWhatTheFileClaims() {
    byte[] jpeg = LosslessJpeg.encode(new int[6], 3, 12);

    for (int length = 0; length < jpeg.length; length++) {
      byte[] cut = Arrays.copyOf(jpeg, length);
      rejected(DicomBytes.grey(DicomBytes.JPEG_LOSSLESS, 2, 3, 12).encapsulated(cut));
    }
    assertThat(
            rejected(DicomBytes.grey(DicomBytes.JPEG_LOSSLESS, 3, 3, 12).encapsulated(jpeg))
                .sentence())
        .isEqualTo("has a JPEG lossless frame of 3×2×1 at 12 bits, and claims 3×3×1 at 16");
  }

  @Test
  void nestedDataSetsAreWalkedPast() {
    for (String syntax : new String[] {DicomBytes.IMPLICIT, DicomBytes.EXPLICIT}) {
      byte[] file = DicomBytes.grey(syntax, 1, 2, 8).nested().pixels(new byte[] {9, 8});
      assertThat(shown(file)).containsExactly(9, 8);
    }
  }

  @Test
  void whatIsNotReadSaysHowToConvert() {
    byte[] jpegLs = DicomBytes.grey("1.2.840.10008.1.2.4.80", 1, 2, 16).encapsulated(new byte[4]);
    byte[] jpeg2000 = DicomBytes.grey("1.2.840.10008.1.2.4.90", 1, 2, 16).encapsulated(new byte[4]);
    byte[] frames =
        DicomBytes.grey(DicomBytes.EXPLICIT, 1, 2, 8)
            .text(0x00280008, "IS", "30")
            .pixels(new byte[60]);
    byte[] palette =
        DicomBytes.grey(DicomBytes.EXPLICIT, 1, 2, 8)
            .text(0x00280004, "CS", "PALETTE COLOR")
            .pixels(new byte[2]);

    for (byte[] file : new byte[][] {jpegLs, jpeg2000, frames, palette}) {
      assertThat(rejected(file).code()).isEqualTo(Reason.UNSUPPORTED_FORMAT);
      assertThat(rejected(file).sentence()).contains("convert it with dcmdjpeg");
    }
    assertThat(rejected(jpegLs).sentence()).contains("transfer syntax 1.2.840.10008.1.2.4.80");
  }

  @Test
  void sizeIsJudgedFromTheHeader() {
    byte[] file = DicomBytes.grey(DicomBytes.EXPLICIT, 60_000, 60_000, 16).pixels(new byte[4]);

    assertThat(rejected(file).code()).isEqualTo(Reason.TOO_LARGE);
    assertThat(rejected(file).sentence())
        .isEqualTo("claims 60000×60000 = 3600000000 pixels, limits.max-pixels is 10000");
  }

  @Test
  void aFileCutAnywhereIsRejected() {
    byte[] file = windowed(DicomBytes.EXPLICIT).nested().pixels16(1, 2, 3, 4);

    for (int length = 0; length < file.length; length++) {
      assertThat(rejected(Arrays.copyOf(file, length)).sentence()).isNotEmpty();
    }
  }

  @Test
  void bytesFlippedAtRandomNeverThrow() {
    byte[] file = windowed(DicomBytes.EXPLICIT).nested().pixels16(1, 2, 3, 4);
    Random random = new Random(5);
    for (int round = 0; round < 5000; round++) {
      byte[] damaged = file.clone();
      damaged[128 + random.nextInt(file.length - 128)] = (byte) random.nextInt(256);
      if (DicomDecoder.decode(damaged, LIMITS, null, NO_JPEG) instanceof Pixels pixels) {
        pixels.close();
      }
    }
  }

  private static DicomBytes shownInGroup(DicomBytes group) {
    return group
        .text(0x00281050, "DS", "40")
        .text(0x00281051, "DS", "401")
        .text(0x00281052, "DS", "-1000");
  }

  /** Enhanced files keep windows and rescale in functional groups, shared or of their frame. */
  @ParameterizedTest
  @ValueSource(strings = {DicomBytes.IMPLICIT, DicomBytes.EXPLICIT})
  void functionalGroupsAreShown(String syntax) {
    int[] stored = {839, 1040, 1240, 4095};
    for (int groups : new int[] {0x52009229, 0x52009230}) {
      byte[] sized =
          DicomBytes.grey(syntax, 1, 4, 12)
              .sized(groups, group -> group.sized(0x00289132, DicomDecoderTest::shownInGroup))
              .pixels16(stored);
      byte[] open =
          DicomBytes.grey(syntax, 1, 4, 12)
              .open(
                  groups,
                  group ->
                      group
                          .open(0x00289145, g -> g.text(0x00281052, "DS", "-1000"))
                          .sized(
                              0x00289132,
                              g -> g.text(0x00281050, "DS", "40").text(0x00281051, "DS", "401")))
              .pixels16(stored);
      assertThat(shown(sized)).containsExactly(0, 128, 255, 255);
      assertThat(shown(open)).containsExactly(0, 128, 255, 255);
    }
  }

  /** As of an icon or an overlay beside the picture. */
  @Test
  void windowsOfOtherSequencesAreNotThePictures() {
    byte[] file =
        DicomBytes.grey(DicomBytes.EXPLICIT, 1, 4, 10)
            .open(0x00880200, DicomDecoderTest::shownInGroup)
            .pixels16(0, 512, 1023, 0xFC00);
    assertThat(shown(file)).containsExactly(0, 128, 255, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.5", "-400", "0.999"})
  void aWidthBelowOneIsNoWindow(String width) {
    byte[] file =
        DicomBytes.grey(DicomBytes.EXPLICIT, 1, 4, 10)
            .text(0x00281050, "DS", "512")
            .text(0x00281051, "DS", width)
            .pixels16(0, 512, 1023, 0xFC00);
    assertThat(shown(file)).containsExactly(0, 128, 255, 0);
  }

  @Test
  void numbersThatAreNoneAreRejected() {
    for (String slope : new String[] {"NaN", "Infinity", "0"}) {
      byte[] file =
          DicomBytes.grey(DicomBytes.EXPLICIT, 1, 4, 10)
              .text(0x00281053, "DS", slope)
              .pixels16(0, 512, 1023, 0);
      assertThat(rejected(file).code()).as(slope).isEqualTo(Reason.UNDECODABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {DicomBytes.IMPLICIT, DicomBytes.EXPLICIT})
  void preambleAndMetaMayBeMissing(String syntax) {
    int[] grey = new int[64];
    Arrays.setAll(grey, i -> i);
    byte[] file =
        new DicomBytes(syntax)
            .text(0x00080005, "CS", "ISO_IR 100")
            .number(0x00280010, 8)
            .number(0x00280011, 8)
            .number(0x00280100, 16)
            .number(0x00280101, 6)
            .pixels16(grey);
    int meta = 132 + 8 + syntax.length() + syntax.length() % 2;
    int[] whole = shown(file);
    for (int start : new int[] {128, 132, meta}) {
      byte[] bare = Arrays.copyOfRange(file, start, file.length);
      assertThat(DicomDecoder.isDicom(bare)).as("from byte %d", start).isTrue();
      assertThat(shown(bare)).as("from byte %d", start).containsExactly(whole);
    }
  }
}
