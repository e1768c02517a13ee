package org.synthassay.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.synthassay.image.Pixels;

/** The graph against GIST's definition in plain loops: 31×31 kernels, pixel by pixel. */
class GistGraphTest {

  private static final int SIDE = 128;
  private static final int GRID = 8;
  private static final int CELL = 16;

  /** Corner, edge and inner cells: row, column. */
  private static final int[][] CELLS = {{0, 0}, {7, 3}, {4, 7}, {3, 4}};

  private static Encoder encoder;

  @BeforeAll
  static void open() {
    EmbeddingOptions options = NetworkFixture.options(EmbeddingOptions.GIST, 32);
    encoder = Encoder.open(options, null, Placement.cpu(1));
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void energiesAreThoseOfTheFilters() {
    Pixels image = ImageFixture.colour(SIDE, SIDE, 5);
    float[] row = encoder.embed(List.of(image))[0];
    double[][] luma = luma(rgb(image));
    for (int scale = 0; scale < 4; scale++) {
      for (int orientation = 0; orientation < 8; orientation++) {
        double[][] even = kernel(scale, orientation, 0);
        double[][] odd = kernel(scale, orientation, Math.PI / 2);
        for (int[] cell : CELLS) {
          int at = ((scale * 8 + orientation) * GRID + cell[0]) * GRID + cell[1];
          assertThat((double) row[at])
              .isCloseTo(0.5 * Math.log(energy(luma, even, odd, cell) + 1e-4), within(1e-4));
        }
      }
    }
  }

  @Test
  void coloursAreCellMeansOfTheOpponents() {
    Pixels image = ImageFixture.colour(SIDE, SIDE, 6);
    float[] row = encoder.embed(List.of(image))[0];
    double[][][] rgb = rgb(image);
    for (int[] cell : CELLS) {
      int at = 2048 + cell[0] * GRID + cell[1];
      double red = mean(rgb[0], cell);
      double green = mean(rgb[1], cell);
      double blue = mean(rgb[2], cell);
      assertThat((double) row[at]).isCloseTo(8 * (red - green), within(1e-4));
      assertThat((double) row[at + 64]).isCloseTo(8 * (0.5 * (red + green) - blue), within(1e-4));
    }
  }

  @Test
  void largeImagesAreAveragedByArea() {
    Pixels large = ImageFixture.colour(2 * SIDE, 2 * SIDE, 7);
    float[] row = encoder.embed(List.of(large))[0];
    byte[] bytes = ImageFixture.bytes(large);
    double sum = 0;
    for (int y = 0; y < 2 * CELL; y++) {
      for (int x = 0; x < 2 * CELL; x++) {
        int at = (y * 2 * SIDE + x) * 3;
        sum += (bytes[at + 2] & 0xFF) - (bytes[at + 1] & 0xFF);
      }
    }
    assertThat((double) row[2048]).isCloseTo(8 * sum / 255 / 4 / CELL / CELL, within(1e-4));
  }

  @Test
  void aFlatGreyImageHasNoEnergyAndNoColour() {
    Pixels flat = ImageFixture.grey(50, 40, 1);
    flat.mat().put(Scalar.all(200));
    float[] row = encoder.embed(List.of(flat))[0];
    for (int i = 0; i < row.length; i++) {
      double expected = i < 2048 ? 0.5 * Math.log(1e-4) : 0;
      assertThat((double) row[i]).isCloseTo(expected, within(1e-4));
    }
  }

  @Test
  void theBytesAreTheSameEachTime() {
    assertThat(GistGraph.bytes()).isEqualTo(GistGraph.bytes());
    assertThat(encoder.facts().dimension()).isEqualTo(2176);
    assertThat(encoder.facts().resize()).isEqualTo("area-bicubic");
  }

  private static double[][] kernel(int scale, int orientation, double phase) {
    double wavelength = 3 * Math.pow(1.9, scale);
    double theta = Math.PI * orientation / 8;
    double[][] kernel = new double[31][31];
    double sum = 0;
    for (int y = -15; y <= 15; y++) {
      for (int x = -15; x <= 15; x++) {
        double along = x * Math.cos(theta) + y * Math.sin(theta);
        double envelope = Math.exp(-(x * x + y * y) / (0.5 * wavelength * wavelength));
        kernel[y + 15][x + 15] = envelope * Math.cos(2 * Math.PI * along / wavelength + phase);
        sum += kernel[y + 15][x + 15];
      }
    }
    double squares = 0;
    for (double[] line : kernel) {
      for (int x = 0; x < 31; x++) {
        line[x] -= sum / 961;
        squares += line[x] * line[x];
      }
    }
    for (double[] line : kernel) {
      for (int x = 0; x < 31; x++) {
        line[x] /= Math.sqrt(squares);
      }
    }
    return kernel;
  }

  private static double energy(double[][] luma, double[][] even, double[][] odd, int[] cell) {
    double sum = 0;
    for (int y = cell[0] * CELL; y < (cell[0] + 1) * CELL; y++) {
      for (int x = cell[1] * CELL; x < (cell[1] + 1) * CELL; x++) {
        double e = filtered(luma, even, x, y);
        double o = filtered(luma, odd, x, y);
        sum += e * e + o * o;
      }
    }
    return sum / CELL / CELL;
  }

  private static double filtered(double[][] luma, double[][] kernel, int x, int y) {
    double sum = 0;
    for (int v = -15; v <= 15; v++) {
      for (int u = -15; u <= 15; u++) {
        sum += kernel[v + 15][u + 15] * luma[reflected(y + v)][reflected(x + u)];
      }
    }
    return sum;
  }

  private static int reflected(int i) {
    int positive = Math.abs(i);
    return positive < SIDE ? positive : 2 * (SIDE - 1) - positive;
  }

  private static double mean(double[][] plane, int[] cell) {
    double sum = 0;
    for (int y = 0; y < CELL; y++) {
      for (int x = 0; x < CELL; x++) {
        sum += plane[cell[0] * CELL + y][cell[1] * CELL + x];
      }
    }
    return sum / CELL / CELL;
  }

  private static double[][] luma(double[][][] rgb) {
    double[][] luma = new double[SIDE][SIDE];
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        luma[y][x] = 0.299 * rgb[0][y][x] + 0.587 * rgb[1][y][x] + 0.114 * rgb[2][y][x];
      }
    }
    return luma;
  }

  private static double[][][] rgb(Pixels image) {
    byte[] bytes = ImageFixture.bytes(image);
    double[][][] rgb = new double[3][SIDE][SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      for (int c = 0; c < 3; c++) {
        rgb[c][i / SIDE][i % SIDE] = (bytes[3 * i + 2 - c] & 0xFF) / 255.0;
      }
    }
    return rgb;
  }
}
