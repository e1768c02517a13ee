package org.synthassay.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.synthassay.spatial.Feature.ASM;
import static org.synthassay.spatial.Feature.BIQ;
import static org.synthassay.spatial.Feature.CFI;
import static org.synthassay.spatial.Feature.CON;
import static org.synthassay.spatial.Feature.ENT;
import static org.synthassay.spatial.Feature.IDM;
import static org.synthassay.spatial.Feature.LIQ;
import static org.synthassay.spatial.Feature.TIQ;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.data.Percentage;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.synthassay.image.Pixels;
import org.synthassay.image.Pixels.SourceFormat;

class SpatialFeaturesTest {
  private static final List<Feature> CLASSIC = Feature.of(List.of(FeatureGroup.CLASSIC));
  private static final Percentage ONE_IN_A_BILLION = Percentage.withPercentage(1e-7);

  @Test
  void threeGreyColumnsAreAsDerivedByHand() {
    SpatialFeatures features = of(3, 3, 1, 10, 20, 30, 10, 20, 30, 10, 20, 30);
    assertThat(features.value(CFI)).isNull();
    assertThat(features.value(BIQ)).isEqualTo(400);
    // Gx is 0, 80, 0 along a row: the border is reflected.
    assertThat(features.value(TIQ)).isEqualTo(6400.0 / 3);
    assertThat(features.value(LIQ)).as("20, 0, -20 along a row").isEqualTo(800.0 / 3);
    // 0, 45, 135 degrees: four cells of 1/4; 90 degrees: three of 1/3 on the diagonal.
    assertThat(features.value(ASM)).isCloseTo((3 * 0.25 + 1 / 3.0) / 4, within(1e-15));
    assertThat(features.value(CON)).isEqualTo(75);
    assertThat(features.value(ENT))
        .isCloseTo((3 * 2 + Math.log(3) / Math.log(2)) / 4, within(1e-14));
    assertThat(features.value(IDM)).isCloseTo((3.0 / 101 + 1) / 4, within(1e-15));
  }

  @Test
  void blankImageHasNoEdgesAndNoEntropy() {
    SpatialFeatures features = of(5, 4, 1, 77);
    assertThat(features.values()).containsExactly(null, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0);
  }

  @Test
  void colourfulnessTakesSignedDifferences() {
    // Red and green in turn: rg = ±255, so its mean is 0 and its spread 255; yb = 127.5 throughout.
    SpatialFeatures features = of(4, 3, 3, 0, 0, 255, 0, 255, 0);
    assertThat(features.value(CFI)).isCloseTo(255 + 0.3 * 127.5, within(1e-12));
    assertThat(of(3, 3, 3, 50, 100, 200).value(CFI))
        .isCloseTo(0.3 * Math.hypot(100, 100), within(1e-12));
    assertThat(of(3, 3, 3, 9).value(CFI)).as("grey in three channels").isZero();
  }

  @Property(tries = 200)
  void kernelsAgreeWithTheDefinitions(
      @ForAll @IntRange(min = 3, max = 40) int width,
      @ForAll @IntRange(min = 3, max = 40) int height,
      @ForAll @IntRange(min = 1, max = 256) int levels,
      @ForAll long seed) {
    int[][] image = new int[height][width];
    int[] flat = new int[width * height];
    Random random = new Random(seed);
    for (int i = 0; i < flat.length; i++) {
      flat[i] = random.nextInt(levels);
      image[i / width][i % width] = flat[i];
    }
    SpatialFeatures features = of(width, height, 1, flat);
    NaiveFeatures naive = new NaiveFeatures(image);
    assertThat(features.value(BIQ)).isCloseTo(naive.biq(), ONE_IN_A_BILLION);
    assertThat(features.value(TIQ)).isCloseTo(naive.tiq(), ONE_IN_A_BILLION);
    assertThat(features.value(LIQ)).isCloseTo(naive.liq(), ONE_IN_A_BILLION);
    double[] haralick = naive.haralick();
    assertThat(features.value(ASM)).isCloseTo(haralick[0], ONE_IN_A_BILLION);
    assertThat(features.value(CON)).isCloseTo(haralick[1], ONE_IN_A_BILLION);
    assertThat(features.value(ENT)).isCloseTo(haralick[2], ONE_IN_A_BILLION);
    assertThat(features.value(IDM)).isCloseTo(haralick[3], ONE_IN_A_BILLION);
  }

  @Test
  void strongestEdgesOfWideImagesDoNotOverflow() {
    int width = 70_000;
    int[] row = new int[width];
    for (int x = 0; x < width; x++) {
      row[x] = x / 2 % 2 * 255;
    }
    SpatialFeatures features = of(width, 3, 1, row);
    assertThat(features.value(BIQ)).isEqualTo(65025);
    assertThat(features.value(CON)).isCloseTo(65025.0 / 2 * 3 / 4, within(1.0));
  }

  @Test
  void onePartOfLargerImageIsReadWithItsStride() {
    int[] levels = new int[100];
    int[] part = new int[25];
    for (int i = 0; i < 100; i++) {
      levels[i] = i * 37 % 251;
      if (i / 10 >= 2 && i / 10 < 7 && i % 10 >= 3 && i % 10 < 8) {
        part[(i / 10 - 2) * 5 + i % 10 - 3] = levels[i];
      }
    }
    try (Pixels whole = pixels(10, 10, 1, levels);
        org.bytedeco.opencv.opencv_core.Rect place =
            new org.bytedeco.opencv.opencv_core.Rect(3, 2, 5, 5);
        Pixels view = new Pixels(new Mat(whole.mat(), place), whole.format())) {
      assertThat(SpatialFeatures.of(view, CLASSIC)).isEqualTo(of(5, 5, 1, part));
    }
  }

  @Test
  void greyOfEveryColourIsOpenCvs() {
    byte[] bgr = new byte[3 * (1 << 12)];
    int[] ours = new int[1 << 12];
    ColourRow row = new ColourRow();
    byte[] theirs = new byte[1 << 12];
    try (Mat colour = new Mat(1, 1 << 12, CV_8UC3);
        Mat grey = new Mat()) {
      for (int block = 0; block < 1 << 12; block++) {
        for (int i = 0; i < 1 << 12; i++) {
          int value = block << 12 | i;
          bgr[3 * i] = (byte) value;
          bgr[3 * i + 1] = (byte) (value >> 8);
          bgr[3 * i + 2] = (byte) (value >> 16);
        }
        colour.data().put(bgr);
        cvtColor(colour, grey, COLOR_BGR2GRAY);
        grey.data().get(theirs);
        row.read(bgr, 1 << 12);
        row.grey(ours, 1 << 12);
        for (int i = 0; i < 1 << 12; i++) {
          if (ours[i] != (theirs[i] & 0xff)) {
            throw new AssertionError("colour " + Integer.toHexString(block << 12 | i));
          }
        }
      }
    }
  }

  @Property
  void spreadIsExactInWholeNumbers(
      @ForAll @LongRange(min = 1, max = 1L << 31) long n,
      @ForAll @LongRange(min = -1020, max = 1020) long mean,
      @ForAll @LongRange(min = 0, max = 1_000_000) long excess) {
    long sum = n * mean;
    long squares = n * mean * mean + excess;
    double exact =
        BigInteger.valueOf(n)
            .multiply(BigInteger.valueOf(squares))
            .subtract(BigInteger.valueOf(sum).pow(2))
            .doubleValue();
    assertThat(Colourfulness.spread(n, sum, squares)).isCloseTo(exact, within(exact * 1e-15));
  }

  @Test
  void tooSmallImagesAreRefused() {
    assertThatThrownBy(() -> of(2, 5, 1, 0))
        .hasMessage("spatial features need at least 3×3 pixels, got 2×5");
  }

  /** Features of an image filled by repeating the values, channels in the order B, G, R. */
  private static SpatialFeatures of(int width, int height, int channels, int... values) {
    try (Pixels pixels = pixels(width, height, channels, values)) {
      return SpatialFeatures.of(pixels, CLASSIC);
    }
  }

  private static Pixels pixels(int width, int height, int channels, int... values) {
    byte[] bytes = new byte[width * height * channels];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i % values.length];
    }
    Mat mat = new Mat(height, width, channels == 1 ? CV_8UC1 : CV_8UC3);
    mat.data().put(bytes);
    return new Pixels(mat, new SourceFormat("png", 8, channels, width, height, false));
  }
}
