package org.synthassay.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.synthassay.image.ImageDecoder;
import org.synthassay.image.Limits;
import org.synthassay.image.Pixels;

/** Against scikit-image and OpenCV's Python package, on images of the reference folder. */
@NullMarked
class SpatialGoldenTest {
  private static final Path REFERENCE =
      Path.of(System.getProperty("synthassay.reference", "../shared"));
  private static final Path GOLDEN = REFERENCE.resolve("golden/spatial.csv");

  @Test
  void everyFeatureOfEveryReferenceImageAgreesToOneInABillion() throws IOException {
    assumeTrue(Files.exists(GOLDEN), "no reference data at " + GOLDEN.toAbsolutePath());
    List<String> lines = Files.readAllLines(GOLDEN);
    assertThat(lines).hasSize(65);
    double largest = 0;
    for (String line : lines.subList(1, lines.size())) {
      largest = Math.max(largest, largestDeviation(line.split(",", -1)));
    }
    System.out.println("spatial.csv: largest relative deviation " + largest);
    assertThat(largest).isLessThan(1e-9);
  }

  private static double largestDeviation(String[] golden) throws IOException {
    byte[] encoded = Files.readAllBytes(REFERENCE.resolve(golden[0]));
    double largest = 0;
    try (Pixels pixels = (Pixels) ImageDecoder.decode(encoded, new Limits(1_000_000, 1_000_000))) {
      assertThat(pixels.width()).isEqualTo(Integer.parseInt(golden[1]));
      assertThat(pixels.height()).isEqualTo(Integer.parseInt(golden[2]));
      SpatialFeatures features = SpatialFeatures.of(pixels);
      assertThat(features.cfi() == null).as("grey").isEqualTo(golden[3].isEmpty());
      for (int i = golden[3].isEmpty() ? 1 : 0; i < SpatialFeatures.NAMES.size(); i++) {
        double expected = Double.parseDouble(golden[3 + i]);
        double actual = features.values().get(i);
        largest = Math.max(largest, Math.abs(actual / expected - 1));
      }
    }
    return largest;
  }
}
