package org.synthassay.embedding;

import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imread;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.synthassay.image.Pixels;

/** The folder of reference images, models and golden values; tests skip without it. */
final class Reference {

  private Reference() {}

  static Path file(String path) {
    Path folder = Path.of(System.getProperty("synthassay.reference", "../shared"));
    Path file = folder.resolve(path);
    assumeTrue(
        Files.exists(file), "SKIPPED: no reference file " + file + " (-Dsynthassay.reference)");
    return file;
  }

  static Pixels image(String path) {
    return ImageFixture.pixels(imread(file(path).toString(), IMREAD_UNCHANGED));
  }

  /** Rows of {@code path,value,…} by path. */
  static Map<String, double[]> golden(String path) throws IOException {
    Map<String, double[]> rows = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file(path))) {
      String[] cells = line.split(",", -1);
      rows.put(cells[0], Arrays.stream(cells).skip(1).mapToDouble(Double::parseDouble).toArray());
    }
    return rows;
  }
}
