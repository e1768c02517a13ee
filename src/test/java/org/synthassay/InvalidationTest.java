package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.embedding.NetworkFixture;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;

/** A changed setting or input redoes exactly the stages that {@link StagePlan} says. */
@TestInstance(Lifecycle.PER_CLASS)
class InvalidationTest {
  private static final String ALL = "sample extract compare classify measure tables";

  private final SparkSession spark = LocalSpark.session();
  private int copies;

  @TempDir static Path folder;

  @BeforeAll
  void auditOnce() throws IOException {
    new Phantoms(PhantomKind.RADIOGRAPH, 5, 2, 5).draw(folder.resolve("images"));
    audit(folder.resolve("images"), folder.resolve("run"));
  }

  private void audit(Path images, Path output, String... overrides) {
    var config =
        ConfigReader.read(
            ConfigText.of("test.conf", ""), Small.settings(images, output, overrides));
    assertThat(Audit.run(config, spark)).isEqualTo(Outcome.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "prepare.size=48, extract compare classify measure tables",
    "manifold.k=2,    compare tables",
    "rejected.max-fraction=0.5 embedding.batch=7 name=other, ''",
  })
  void aSettingRedoesWhatDependsOnIt(String setting, String stages) throws IOException {
    Path run = copy(folder.resolve("run"));
    Map<String, FileTime> before = markers(run);

    audit(folder.resolve("images"), run, setting.split(" "));

    assertThat(changed(before, markers(run))).isEqualTo(stages(stages));
  }

  @Test
  void aNetworkAndItsResizeRedoAllButTheSample() throws IOException {
    String model = "embedding.model=" + NetworkFixture.convolution(folder);
    Path run = copy(folder.resolve("run"));

    for (String resize : new String[] {"tf1", "clean"}) {
      Map<String, FileTime> before = markers(run);
      audit(folder.resolve("images"), run, model, "embedding.resize=" + resize);

      assertThat(changed(before, markers(run)))
          .isEqualTo(stages("extract compare classify measure tables"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "touched,  " + ALL,
    "new,      " + ALL,
    "notes,    sample tables",
  })
  void anInputRedoesWhatDependsOnIt(String change, String stages) throws IOException {
    Path images = folder.resolve("images");
    Path run = copy(folder.resolve("run"));
    Map<String, FileTime> before = markers(run);
    Path image = images.resolve("real/normal/patient001_1.png");
    FileTime written = Files.getLastModifiedTime(image);
    Path added = images.resolve(change.equals("new") ? "real/normal/x.png" : "real/notes.txt");
    if (change.equals("touched")) {
      Files.setLastModifiedTime(image, FileTime.fromMillis(1_000_000_000_000L));
    } else {
      Files.copy(image, added);
    }
    try {
      audit(images, run);
    } finally {
      Files.setLastModifiedTime(image, written);
      Files.deleteIfExists(added);
    }

    assertThat(changed(before, markers(run))).isEqualTo(stages(stages));
  }

  private Path copy(Path source) throws IOException {
    Path target = folder.resolve("copy" + copies++);
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            target.resolve(source.relativize(file)),
            java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return target;
  }

  /** When each stage's marker was written; the slices' own are the stage's. */
  private static Map<String, FileTime> markers(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("_stages"))) {
      return files
          .filter(file -> file.toString().endsWith(".done"))
          .filter(file -> !file.toString().matches(".*\\.slice-\\d+\\.done"))
          .collect(
              Collectors.toMap(
                  file -> file.getFileName().toString().replace(".done", ""),
                  InvalidationTest::written,
                  (a, b) -> a,
                  TreeMap::new));
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> changed(Map<String, FileTime> before, Map<String, FileTime> after) {
    assertThat(after.keySet()).isEqualTo(before.keySet()).isEqualTo(stages(ALL));
    Set<String> changed = new TreeSet<>(after.keySet());
    changed.removeIf(stage -> Objects.equals(after.get(stage), before.get(stage)));
    return changed;
  }

  private static Set<String> stages(String names) {
    return Stream.of(names.split(" "))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
