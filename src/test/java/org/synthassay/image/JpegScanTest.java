package org.synthassay.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_OPTIMIZE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_PROGRESSIVE;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_RST_INTERVAL;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMWRITE_JPEG_SAMPLING_FACTOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imencode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assumptions;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.synthassay.image.Rejected.Reason;

/** A JPEG whose scan was cut and closed again by an end marker: libjpeg pads it and only warns. */
class JpegScanTest {
  /** Where the last unit of 16×16 begins, less the two pixels that colour is smoothed over. */
  private static final int LAST_COLUMN = 46;

  private static final int LAST_ROW = 30;

  private static final int HALVED = 0x221111;
  private static final int FULL = 0x111111;

  /** A JPEG of some form; {@code exact}: every byte of it is accounted for. */
  record Form(String name, byte[] whole, boolean exact) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Form> forms() {
    return Stream.of(
        new Form("grey", jpeg(1), false),
        new Form("colour 4:2:0", jpeg(3, IMWRITE_JPEG_SAMPLING_FACTOR, HALVED), false),
        new Form("colour 4:4:4", jpeg(3, IMWRITE_JPEG_SAMPLING_FACTOR, FULL), false),
        new Form("optimised tables", jpeg(3, IMWRITE_JPEG_OPTIMIZE, 1), false),
        new Form("restart markers", jpeg(3, IMWRITE_JPEG_RST_INTERVAL, 2), true),
        new Form("grey restart markers", jpeg(1, IMWRITE_JPEG_RST_INTERVAL, 3), true),
        new Form("progressive grey", jpeg(1, IMWRITE_JPEG_PROGRESSIVE, 1), true),
        new Form("progressive colour", jpeg(3, IMWRITE_JPEG_PROGRESSIVE, 1), true),
        new Form(
            "progressive 4:2:0, restart markers",
            jpeg(
                3,
                IMWRITE_JPEG_PROGRESSIVE,
                1,
                IMWRITE_JPEG_RST_INTERVAL,
                3,
                IMWRITE_JPEG_SAMPLING_FACTOR,
                HALVED),
            true),
        new Form("CMYK", CmykJpeg.of(40, 40, 1, 2, 3, 4), true),
        new Form("by the JDK", Drawn.encoded(Drawn.colour(61, 42), "jpeg"), false),
        new Form("progressive by the JDK", Drawn.progressiveJpeg(Drawn.colour(61, 42)), true));
  }

  private static byte[] jpeg(int channels, int... options) {
    byte[] levels = new byte[61 * 42 * channels];
    for (int i = 0; i < levels.length; i++) {
      int x = i / channels % 61;
      int y = i / channels / 61;
      levels[i] = (byte) (x * 3 + y * 2 + x * y % 23 * (1 + i % channels));
    }
    try (Mat mat = new Mat(42, 61, channels == 1 ? CV_8UC1 : CV_8UC3);
        BytePointer out = new BytePointer();
        IntPointer settings = new IntPointer(options)) {
      mat.data().put(levels);
      imencode(".jpg", mat, out, options.length == 0 ? new IntPointer() : settings);
      byte[] file = new byte[(int) out.limit()];
      out.get(file);
      return file;
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aWholeFileIsRead(Form form) {
    Drawn.decoded(form.whole()).close();
    JpegSecondOpinion.check(ByteBuffer.wrap(form.whole()));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aScanThatIsCutAndClosedAgainIsTruncated(Form form) {
    byte[] whole = form.whole();
    for (int length = indexOfScan(whole) + 15; length < whole.length - 4; length += 3) {
      String what = "%s cut to %d of %d".formatted(form, length, whole.length);
      Decoded decoded = ImageDecoder.decode(closed(whole, length), Drawn.LIMITS);
      if (decoded instanceof Rejected rejected) {
        assertThat(rejected.code()).as(what).isIn(Reason.TRUNCATED, Reason.UNDECODABLE);
      } else if (decoded instanceof Pixels pixels) {
        assertThat(form.exact()).as(what).isFalse();
        assertOnlyTheLastUnitIsHurt(pixels, whole);
      }
    }
  }

  /** Cut by 1 or 2 bytes the picture is all there; by 3, a code is missing. */
  @ParameterizedTest
  @MethodSource("forms")
  void aFileWithoutItsEndMarkerIsReadWhereEveryScanIsWhole(Form form) {
    byte[] whole = form.whole();
    for (int cut = 1; cut <= 2; cut++) {
      byte[] open = java.util.Arrays.copyOf(whole, whole.length - cut);
      assertThat(Drawn.decodedLevels(open))
          .as("%s without its last %d", form, cut)
          .isEqualTo(Drawn.decodedLevels(whole));
    }
    for (int cut = 3; cut < 40; cut += 4) {
      byte[] damaged = java.util.Arrays.copyOf(whole, whole.length - cut);
      assertThat(Drawn.rejected(damaged).code()).isEqualTo(Reason.TRUNCATED);
    }
  }

  /** The one loss that goes unseen: bytes of the very last unit of a file with a single scan. */
  private static void assertOnlyTheLastUnitIsHurt(Pixels cut, byte[] whole) {
    try (cut;
        Pixels sound = Drawn.decoded(whole)) {
      int[] expected = Drawn.levels(sound);
      int[] found = Drawn.levels(cut);
      int channels = sound.mat().channels();
      for (int i = 0; i < expected.length; i++) {
        boolean last =
            i / channels % sound.width() >= LAST_COLUMN && i / channels / sound.width() >= LAST_ROW;
        assertThat(last || expected[i] == found[i]).as("level %d", i).isTrue();
      }
    }
  }

  @Test
  void theSentenceSaysWhatIsMissing() {
    byte[] whole = jpeg(1);
    Rejected rejected = Drawn.rejected(closed(whole, whole.length / 2));

    assertThat(rejected.code()).isEqualTo(Reason.TRUNCATED);
    assertThat(rejected.sentence())
        .isEqualTo(
            "JPEG has a scan that is not whole: Corrupt JPEG data: premature end of data segment");
  }

  @Test
  void aProgressiveFileWithoutItsLastScansIsTruncated() {
    byte[] whole = jpeg(3, IMWRITE_JPEG_PROGRESSIVE, 1);
    int scans = 0;
    for (int at = whole.length - 3; scans < 4; at--) {
      if (whole[at] == (byte) 0xff && whole[at + 1] == (byte) 0xda) {
        assertThat(Drawn.rejected(closed(whole, at)).sentence())
            .isEqualTo("JPEG ends before the last of its scans: detail or colour is lost");
        scans++;
      }
    }
  }

  @Test
  void aLostIntervalBetweenRestartMarkersIsTruncated() {
    byte[] whole = jpeg(1, IMWRITE_JPEG_RST_INTERVAL, 3);
    int from = indexOf(whole, 0xd1);
    int to = indexOf(whole, 0xd2);
    byte[] gap = Arrays.copyOf(whole, whole.length - (to - from));
    System.arraycopy(whole, to, gap, from, whole.length - to);

    assertThat(Drawn.rejected(gap).code()).isEqualTo(Reason.TRUNCATED);
  }

  @Test
  void everyGoodReferenceJpegIsRead() throws IOException {
    Path data = Path.of(System.getProperty("synthassay.reference", "../shared"), "data");
    Assumptions.assumeThat(data).as("reference data").isDirectory();
    List<Path> files;
    try (Stream<Path> found = Files.walk(data)) {
      files = found.filter(file -> file.toString().endsWith(".jpg")).toList();
    }
    Limits limits = new Limits(100_000_000, 1 << 28);
    for (Path file : files) {
      byte[] encoded = Files.readAllBytes(file);
      Decoded decoded = ImageDecoder.decode(encoded, limits);
      assertThat(decoded).as("%s", file).isInstanceOf(Pixels.class);
      ((Pixels) decoded).close();
      JpegSecondOpinion.check(ByteBuffer.wrap(encoded));
    }
  }

  private static byte[] closed(byte[] whole, int length) {
    byte[] closed = Arrays.copyOf(whole, length + 2);
    closed[length] = (byte) 0xff;
    closed[length + 1] = (byte) 0xd9;
    return closed;
  }

  private static int indexOfScan(byte[] jpeg) {
    return indexOf(jpeg, 0xda);
  }

  private static int indexOf(byte[] jpeg, int code) {
    for (int i = 2; i < jpeg.length; i++) {
      if (jpeg[i] == (byte) 0xff && jpeg[i + 1] == (byte) code) {
        return i;
      }
    }
    throw new AssertionError("no marker " + code);
  }
}
