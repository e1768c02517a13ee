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
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.ConfigText;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.LocalSpark;

/**
 * An audit that stops in the middle and is started again: killed once, then stopped from inside.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ResumeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final SparkSession spark = LocalSpark.session();
  private JsonNode whole = new ObjectMapper().createObjectNode();

  @TempDir static Path folder;

  @BeforeAll
  void runWithoutAStop() throws Exception {
    new Phantoms(PhantomKind.RADIOGRAPH, 5, 2, 5).draw(folder.resolve("images"));
    assertThat(Audit.run(config("whole"), spark)).isEqualTo(Outcome.DONE);
    whole = metrics("whole");
  }

  private static AuditConfig config(String run) {
    return ConfigReader.read(
        ConfigText.of("small.conf", ""),
        Small.settings(folder.resolve("images"), folder.resolve(run)));
  }

  @Test
  void aKilledDriverStartedAgainEndsWithTheSameResult() throws Exception {
    String run = "killed";
    Process driver = start(run);
    Path output = folder.resolve(run);
    Instant end = Instant.now().plus(PATIENCE);
    while (!Files.exists(output.resolve("_stages/join"))) {
      assertThat(driver.isAlive()).as(log(run)).isTrue();
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(2);
    }
    driver.destroyForcibly().waitFor(); // SIGKILL
    assertThat(output.resolve("report.html")).doesNotExist();
    List<FileTime> before = written(output, List.of("sample", "extract"));

    Process again = start(run);
    assertThat(again.waitFor(PATIENCE.toMinutes(), TimeUnit.MINUTES)).isTrue();

    assertThat(again.exitValue()).as(log(run)).isZero();
    assertEnded(output, before, List.of("sample", "extract"));
  }

  /** What a kill while images are read leaves: a sample, and a slice without its marker. */
  @Test
  void aSliceHalfWrittenIsDoneAgain() throws Exception {
    AuditContext audit = Small.opened(config("sliced"), spark);
    Sampled.of(audit, Listed.of(audit));
    Path output = folder.resolve("sliced");
    Path half = Files.createDirectories(output.resolve("_stages/extract/slice=0/_temporary/0"));
    Files.writeString(half.resolve("part-00000.parquet"), "cut");
    Files.writeString(output.resolve("_stages/extract/slice=0/part-00000.parquet"), "cut");
    List<FileTime> before = written(output, List.of("sample"));

    assertThat(Audit.run(config("sliced"), spark)).isEqualTo(Outcome.DONE);

    assertEnded(output, before, List.of("sample"));
  }

  @Test
  void aStopBeforeTheTablesReusesAllThatIsCompared() throws Exception {
    AuditContext audit = Small.opened(config("compared"), spark);
    Sampled sampled = Sampled.of(audit, Listed.of(audit));
    Joined.of(audit, Extracted.of(audit, sampled, OpenEncoder.all(audit, sampled)));
    Path output = folder.resolve("compared");
    List<String> finished = List.of("sample", "extract", "compare");
    List<FileTime> before = written(output, finished);

    assertThat(Audit.run(config("compared"), spark)).isEqualTo(Outcome.DONE);

    assertEnded(output, before, finished);
  }

  private void assertEnded(Path output, List<FileTime> before, List<String> finished)
      throws IOException {
    SameResult.assertSame(metrics(output.getFileName().toString()), whole);
    assertThat(written(output, finished)).as("stages reused").isEqualTo(before);
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
