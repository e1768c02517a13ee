package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.image.Pixels;

/** Both resizes against slow ones written from their definitions, pixel by pixel. */
class ResizeTest {

  private static final String SIZES =
      """
      299,299
      256,256
      112,112
      1,1
      2,3
      301,7
      13,640
      1021,767
      """;

  @ParameterizedTest
  @CsvSource(textBlock = SIZES)
  void tensorFlowResizeIsBilinearFromTheCorner(int width, int height) {
    for (Pixels image : both(width, height)) {
      assertSame(image, new TensorFlowResize(37), 37, ResizeTest::bilinear, 1e-4);
      assertSame(image, new TensorFlowResize(299), 299, ResizeTest::bilinear, 1e-4);
    }
  }

  @ParameterizedTest
  @CsvSource(textBlock = SIZES)
  void cleanResizeIsBicubicWithAntialias(int width, int height) {
    for (Pixels image : both(width, height)) {
      assertSame(image, new CleanResize(37), 37, ResizeTest::bicubic, 1e-4);
      assertSame(image, new CleanResize(299), 299, ResizeTest::bicubic, 1e-4);
    }
  }

  private interface Slow {
    double at(Raster image, int channel, double scaleX, double scaleY, int x, int y);
  }

  private static Pixels[] both(int width, int height) {
    return new Pixels[] {
      ImageFixture.grey(width, height, 1), ImageFixture.colour(width, height, 2)
    };
  }

  private static void assertSame(
      Pixels image, Resize resize, int side, Slow slow, double tolerance) {
    Raster raster = new Raster();
    raster.read(image);
    float[] plane = new float[side * side];
    double scaleX = (double) raster.width / side;
    double scaleY = (double) raster.height / side;
    double largest = 0;
    for (int c = 0; c < raster.channels; c++) {
      resize.plane(raster, c, plane);
      for (int i = 0; i < plane.length; i += 11) {
        double expected = slow.at(raster, c, scaleX, scaleY, i % side, i / side);
        largest = Math.max(largest, Math.abs(plane[i] - expected));
      }
    }
    assertThat(largest).isLessThan(tolerance);
  }

  private static double bilinear(
      Raster image, int channel, double scaleX, double scaleY, int x, int y) {
    float sourceX = x * (float) scaleX; // float32 by definition
    float sourceY = y * (float) scaleY;
    double sum = 0;
    for (int v = 0; v <= 1; v++) {
      for (int u = 0; u <= 1; u++) {
        int column = (int) sourceX + u;
        int row = (int) sourceY + v;
        double weight = (1 - Math.abs(sourceX - column)) * (1 - Math.abs(sourceY - row));
        sum += weight * pixel(image, channel, column, row);
      }
    }
    return sum;
  }

  /** The whole image weighed by the stretched kernel, in float64 throughout. */
  private static double bicubic(
      Raster image, int channel, double scaleX, double scaleY, int x, int y) {
    double sum = 0;
    double weights = 0;
    for (int row = 0; row < image.height; row++) {
      double vertical = keys((row + 0.5 - (y + 0.5) * scaleY) / Math.max(scaleY, 1));
      if (vertical == 0) {
        continue;
      }
      for (int column = 0; column < image.width; column++) {
        double weight = vertical * keys((column + 0.5 - (x + 0.5) * scaleX) / Math.max(scaleX, 1));
        weights += weight;
        sum += weight * pixel(image, channel, column, row);
      }
    }
    return Math.min(Math.max(sum / weights, 0), 255);
  }

  private static double keys(double signed) {
    double x = Math.abs(signed);
    double a = -0.5;
    if (x >= 2) {
      return 0;
    }
    return x < 1
        ? (a + 2) * x * x * x - (a + 3) * x * x + 1
        : a * x * x * x - 5 * a * x * x + 8 * a * x - 4 * a;
  }

  private static double pixel(Raster image, int channel, int x, int y) {
    int column = Math.min(x, image.width - 1);
    int row = Math.min(y, image.height - 1);
    return image.bytes[(row * image.width + column) * image.channels + channel] & 0xFF;
  }
}
