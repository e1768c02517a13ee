package org.synthassay.spark.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.spark.doctor.Finding.Severity;
import org.synthassay.spark.doctor.Place.Access;
import org.synthassay.spark.run.LocalSpark;
import org.synthassay.spark.run.Platform;

/** A good set-up and broken ones, on this machine. */
class DiagnosisTest {
  @TempDir Path folder;

  @Test
  void aGoodSetUpIsFineThroughoutAndNothingIsLeftBehind() throws IOException {
    Path input = Files.writeString(folder.resolve("a.png"), "x");
    List<Place> places =
        List.of(
            place("real.images", folder, Access.READ),
            place("synthetic.images", input, Access.READ),
            place("output", folder.resolve("runs/a"), Access.WRITE));

    List<Finding> found = diagnosis(places);

    assertThat(found).noneMatch(Finding::isFault);
    assertThat(found)
        .extracting(Finding::check)
        .contains("platform", "OpenCV", "OpenBLAS", "ONNX Runtime", "PyTorch", "GPU", "memory")
        .contains("temporary", "Spark's disk", "real.images", "synthetic.images", "output");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(input);
    }
  }

  @Test
  void whatIsNotThereAndWhatCannotBeWrittenAreFaultsWithRemedies() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    List<Place> places =
        List.of(
            place("real.images", folder.resolve("absent"), Access.READ),
            place("embedding.model", folder.resolve("absent.onnx"), Access.READ_BY_DRIVER),
            place("output", file.resolve("run"), Access.WRITE));

    List<Finding> found = diagnosis(places).stream().filter(Finding::isFault).toList();

    assertThat(found)
        .extracting(Finding::check)
        .containsExactly("real.images", "embedding.model", "output");
    assertThat(found).extracting(Finding::remedy).noneMatch(String::isEmpty);
    assertThat(found.get(0).found()).contains("absent").contains("is not there");
  }

  private static List<Finding> diagnosis(List<Place> places) {
    Map<String, List<Finding>> found =
        new Diagnosis(places, Duration.ofSeconds(60)).of(LocalSpark.session());
    assertThat(found).containsOnlyKeys("this machine");
    return Objects.requireNonNull(found.get("this machine"));
  }

  private static Place place(String key, Path path, Access access) {
    return new Place(key, path.toUri().toString(), access);
  }

  @Test
  void aPlatformThatIsRefusedIsAFault() {
    Finding found =
        HostCheck.platform(new Platform("3.4.1", "2.12.18", 17, "linux-x86_64", "2.36"));

    assertThat(found.isFault()).isTrue();
    assertThat(found.found()).contains("Spark 3.4.1");
    assertThat(found.remedy()).contains("needs Spark 3.5 or 4");
  }

  @Test
  void aClockThatIsOffIsToldByHowMuchAtLeast() {
    assertThat(ExecutorCheck.clock(1_000, 1_500, 2_000).severity()).isEqualTo(Severity.FINE);
    Finding slow = ExecutorCheck.clock(400_000, 90_000, 402_000);
    assertThat(slow.isFault()).isTrue();
    assertThat(slow.found()).contains("310 s");
    assertThat(ExecutorCheck.clock(0, 8_000, 2_000).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aFolderThatIsNotThereIsNoPlaceForTemporaryFiles() {
    assertThat(HostCheck.temporary("temporary", new File("/proc/nowhere")).isFault()).isTrue();
  }
}
