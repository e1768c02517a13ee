package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.synthassay.manifold.ManifoldScore;
import org.synthassay.spatial.Feature;
import org.synthassay.spatial.FeatureGroup;

/** The README names what the registries hold. */
class ReadmeTest {

  @Test
  void everyScoreAndFeatureIsInTheTableOfWhatIsComputed() throws IOException {
    String table = section("## What it computes");
    Stream<String> scores =
        Arrays.stream(ManifoldScore.values())
            .map(score -> score.score().key().replace("expected_coverage", "expected coverage"))
            .map(key -> key.replaceAll("[._].*", ""));
    Stream<String> features =
        Feature.of(List.of(FeatureGroup.CLASSIC, FeatureGroup.INTENSITY)).stream().map(Enum::name);
    Stream<String> colours =
        Feature.of(List.of(FeatureGroup.COLOUR)).stream()
            .flatMap(feature -> Stream.of(feature.name().split("(?<=_)")));
    Stream.of(scores, features, colours)
        .flatMap(names -> names)
        .forEach(name -> assertThat(table).contains(name));
  }

  @Test
  void everyPackageIsInTheTableOfTheHouse() throws IOException {
    List<String> named =
        section("## The house")
            .lines()
            .filter(line -> line.startsWith("| "))
            .flatMap(line -> Stream.of(line.split("\\|")[1].split(",")))
            .map(String::strip)
            .toList();
    assertThat(named).containsAll(HouseTest.MAY_USE.keySet());
  }

  private static String section(String title) throws IOException {
    String readme =
        Files.readString(Path.of(System.getProperty("basedir", ".")).resolve("README.md"));
    int from = readme.indexOf(title);
    assertThat(from).isPositive();
    return readme.substring(from, readme.indexOf("\n## ", from + 1));
  }
}
