package org.synthassay.spatial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.image.ImageDecoder;
import org.synthassay.image.Limits;
import org.synthassay.image.Pixels;

/** Against scikit-image and OpenCV's Python package, on images of the reference folder. */
@NullMarked
class SpatialGoldenTest {
  private static final Path REFERENCE =
      Path.of(System.getProperty("synthassay.reference", "../shared"));

  @ParameterizedTest
  @CsvSource({"spatial.csv, CLASSIC, 3", "intensity.csv, INTENSITY, 1", "intensity.csv, COLOUR, 6"})
  void everyFeatureOfEveryReferenceImageAgreesToOneInABillion(
      String file, FeatureGroup group, int column) throws IOException {
    Path golden = REFERENCE.resolve("golden").resolve(file);
    assumeTrue(Files.exists(golden), "no reference data at " + golden.toAbsolutePath());
    List<String> lines = Files.readAllLines(golden);
    List<Feature> features = Feature.of(List.of(group));
    List<String> names = List.of(lines.get(0).split(",")).subList(column, column + features.size());
    assertThat(features.stream().map(Feature::key)).containsExactlyElementsOf(names);
    assertThat(lines).hasSizeGreaterThan(60);
    double largest = 0;
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      List<String> expected = List.of(cells).subList(column, column + features.size());
      largest = Math.max(largest, deviation(cells[0], features, expected));
    }
    System.out.println(file + ", " + group + ": largest relative deviation " + largest);
    assertThat(largest).isLessThan(1e-9);
  }

  private static double deviation(String file, List<Feature> features, List<String> golden)
      throws IOException {
    byte[] encoded = Files.readAllBytes(REFERENCE.resolve(file));
    double largest = 0;
    try (Pixels pixels = (Pixels) ImageDecoder.decode(encoded, new Limits(1_000_000, 1_000_000))) {
      SpatialFeatures found = SpatialFeatures.of(pixels, features);
      for (int i = 0; i < features.size(); i++) {
        Double actual = found.values().get(i);
        assertThat(actual == null)
            .as(file + " " + features.get(i))
            .isEqualTo(golden.get(i).isEmpty());
        if (actual != null) {
          double expected = Double.parseDouble(golden.get(i));
          double off = Math.abs(actual - expected);
          largest = Math.max(largest, expected == 0 ? off : off / Math.abs(expected));
        }
      }
    }
    return largest;
  }
}
