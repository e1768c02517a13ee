package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;

/** The driver's own process, killed in the middle and started again with the same command. */
@TestInstance(Lifecycle.PER_CLASS)
class ResumeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private JsonNode whole = new ObjectMapper().createObjectNode();

  @TempDir static Path folder;

  /** Where the driver is killed, and which stages must then be reused. */
  enum Moment {
    EXTRACT("_stages/extract/slice=0/_temporary", List.of("sample")),
    COMPARE("_stages/join", List.of("sample", "extract")),
    REPORT(
        "metrics.json", List.of("sample", "extract", "compare", "classify", "measure", "tables"));

    private final String sign;
    private final List<String> finished;

    Moment(String sign, List<String> finished) {
      this.sign = sign;
      this.finished = finished;
    }
  }

  @BeforeAll
  void runWithoutAKill() throws Exception {
    new Phantoms(PhantomKind.RADIOGRAPH, 5, 2, 5).draw(folder.resolve("images"));
    Process driver = start("whole");
    assertThat(driver.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();
    assertThat(driver.exitValue()).as(log("whole")).isZero();
    whole = metrics("whole");
  }

  @ParameterizedTest
  @EnumSource
  void aKilledDriverStartedAgainEndsWithTheSameResult(Moment moment) throws Exception {
    String run = "killed-in-" + moment;
    Process driver = start(run);
    Path output = folder.resolve(run);
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(output.resolve(moment.sign))) {
      assertThat(driver.isAlive()).as(log(run)).isTrue();
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(2);
    }
    driver.destroyForcibly().waitFor(); // SIGKILL
    assertThat(output.resolve("report.html")).doesNotExist();
    List<FileTime> before = written(output, moment.finished);

    Process again = start(run);
    assertThat(again.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();

    assertThat(again.exitValue()).as(log(run)).isZero();
    SameResult.assertSame(metrics(run), whole);
    assertThat(written(output, moment.finished)).as("stages reused").isEqualTo(before);
    assertThat(output.resolve("report.html")).exists();
    try (Stream<Path> left = Files.walk(output)) {
      assertThat(left).noneMatch(file -> file.toString().contains("_temporary"));
    }
  }

  private static List<FileTime> written(Path output, List<String> stages) throws IOException {
    List<FileTime> times = new ArrayList<>();
    for (String stage : stages) {
      times.add(Files.getLastModifiedTime(output.resolve("_stages/" + stage + ".done")));
    }
    return times;
  }

  /** As spark-submit starts it, with the class path of the tests. */
  private static Process start(String run) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.matches("--add-opens=.*|-XX:\\+Ignore.*|-Djdk\\.reflect.*"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx1500m",
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Dspark.driver.bindAddress=127.0.0.1",
            "-Dspark.driver.host=127.0.0.1",
            "-Dspark.hadoop.fs.defaultFS=file:///",
            "-Dai.djl.offline=true"));
    String paths = System.getProperty("surefire.test.class.path");
    command.addAll(List.of("-cp", paths == null ? System.getProperty("java.class.path") : paths));
    command.addAll(List.of("org.synthassay.Main", "audit"));
    Path conf = Files.writeString(folder.resolve("small.conf"), "audit {}");
    command.add(conf.toString());
    command.addAll(Small.settings(folder.resolve("images"), folder.resolve(run)));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve(run + ".log").toFile()))
        .start();
  }

  private static String log(String run) throws IOException {
    return Files.readString(folder.resolve(run + ".log"));
  }

  private static JsonNode metrics(String run) throws IOException {
    Path file = folder.resolve(run).resolve("metrics.json");
    return SameResult.lasting(new ObjectMapper().readTree(file.toFile()));
  }
}
