package org.synthassay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigException;
import org.synthassay.config.GenerateConfig;
import org.synthassay.input.SetSource;
import org.synthassay.phantom.PhantomKind;

class MainTest {

  private static final String VALID = "audit { real.images = a, synthetic.images = b }";

  private final Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<AuditConfig> audited = new ArrayList<>();
  private final List<PhantomKind> drawn = new ArrayList<>();
  private final List<GenerateConfig> generated = new ArrayList<>();
  private final List<String> reported = new ArrayList<>();
  private final List<String> planned = new ArrayList<>();
  private final List<String> examined = new ArrayList<>();
  private Supplier<Outcome> outcome = () -> Outcome.DONE;
  private final String file;

  MainTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.file = Files.writeString(folder.resolve("study.conf"), VALID).toString();
  }

  private int run(String... arguments) {
    return runOn(Optional.empty(), arguments);
  }

  private int runOn(Optional<String> refusal, String... arguments) {
    Main.Work work =
        new Main.Work(
            config -> {
              audited.add(config);
              return outcome.get();
            },
            (config, kind) -> {
              audited.add(config);
              drawn.add(kind);
              return outcome.get();
            },
            run -> {
              reported.add(run);
              return outcome.get();
            },
            config -> {
              generated.add(config);
              return outcome.get();
            },
            (config, audit, kind) -> {
              generated.add(config);
              audited.add(audit);
              drawn.add(kind);
              return outcome.get();
            },
            config -> {
              planned.add(config.name());
              return outcome.get();
            },
            (config, patience) -> {
              examined.add(config + " " + patience);
              return outcome.get();
            });
    return new Main(work, () -> refusal)
        .run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void auditReadsTheFileAndItsOverrides() {
    assertThat(run("audit", file, "manifold.k=5", "audit.seed=7", "seed=8")).isZero();

    assertThat(audited).hasSize(1);
    assertThat(audited.get(0).name()).isEqualTo("study");
    assertThat(audited.get(0).manifold().k()).isEqualTo(5);
    assertThat(audited.get(0).seed()).isEqualTo(8);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void generateReadsItsBlockBesideAnAudits() throws Exception {
    String both =
        VALID
            + """

            generate {
              classes { b { class = 0, images = 4 }, a { class = 1, images = 3 } }
              generator { one-shot { network = gan.onnx, z { size = 4 }, class = one-hot } }
            }
            """;
    String conf = Files.writeString(folder.resolve("both.conf"), both).toString();
    assertThat(run("generate", conf, "seed=9", "only=[6]")).isZero();
    assertThat(run("audit", conf)).isZero();

    assertThat(err.toString()).isEmpty();
    GenerateConfig config = generated.get(0);
    assertThat(config.name()).isEqualTo("both");
    assertThat(config.output()).isEqualTo("runs/both-images");
    assertThat(config.seed()).isEqualTo(9);
    assertThat(config.plan().images()).isEqualTo(7);
    assertThat(config.plan().only()).containsExactly(6L);
    assertThat(config.plan().classes().get(0).name()).isEqualTo("a");
  }

  @Test
  void failedGateIsExitCode3() {
    outcome = () -> Outcome.GATE_FAILED;

    assertThat(run("audit", file)).isEqualTo(3);
    assertThat(run("report", "runs/a")).isEqualTo(3);
  }

  @Test
  void doctorRunsOnAWrongPlatformTooWithOrWithoutAFile() {
    outcome = () -> Outcome.NOT_FIT;

    assertThat(runOn(Optional.of("needs another Spark"), "doctor")).isEqualTo(2);
    assertThat(run("doctor", file, "--wait", "7")).isEqualTo(2);

    assertThat(examined.get(0)).isEqualTo("null PT2M");
    assertThat(examined.get(1)).contains("study").endsWith("PT7S");
  }

  @Test
  void planReadsTheFileAndItsOverridesAndRunsNothing() {
    assertThat(run("plan", file, "name=changed")).isZero();

    assertThat(planned).containsExactly("changed");
    assertThat(audited).isEmpty();
  }

  @Test
  void reportTakesTheRunDirectory() {
    assertThat(run("report", "s3a://bucket/run")).isZero();
    assertThat(reported).containsExactly("s3a://bucket/run");
  }

  @Test
  void demoDrawsAndAuditsUnderItsFolder() {
    assertThat(run("demo", "--out", "/data/my demo", "--seed", "11", "--kind", "fundus")).isZero();
    assertThat(drawn).containsExactly(PhantomKind.FUNDUS);

    AuditConfig demo = audited.get(0);
    assertThat(demo.seed()).isEqualTo(11);
    assertThat(demo.output()).isEqualTo("/data/my demo/audit");
    assertThat(demo.sets().real().source())
        .isEqualTo(new SetSource.Images(List.of("/data/my demo/phantoms/real")));
  }

  @Test
  void demoMakesAGeneratorOfItsPhantoms() {
    assertThat(run("demo", "--out", "/data/my demo", "--generate", "--kind", "tissue")).isZero();
    GenerateConfig config = generated.get(0);
    assertThat(config.plan().classes().stream().map(one -> one.name() + one.number()))
        .containsExactly("gland1", "stroma0", "tumour2");
    assertThat(config.output()).isEqualTo("/data/my demo/generated");
    assertThat(audited.get(0).output()).isEqualTo("/data/my demo/audit-generated");
    assertThat(audited.get(0).sets().synthetic().source())
        .isEqualTo(new SetSource.Images(List.of("/data/my demo/generated")));
  }

  @Test
  void demoNeedsNoOptions() {
    assertThat(run("demo")).isZero();
    assertThat(drawn).containsExactly(PhantomKind.RADIOGRAPH);
    assertThat(audited.get(0).output()).isEqualTo("runs/demo/audit");
  }

  @Test
  void wrongConfigurationIsOneLineAndExitCode2() {
    assertThat(run("audit", file, "manifold.k=0")).isEqualTo(2);

    assertThat(err.toString().strip())
        .isEqualTo(
            "synthassay: command line: manifold.k=0: audit.manifold.k = \"0\":"
                + " must be a whole number from 1 to 1000");
    assertThat(audited).isEmpty();
  }

  @Test
  void wrongInputFoundLaterIsExitCode2Too() {
    outcome =
        () -> {
          throw new ConfigException("audit.real.images = \"a\": no such folder");
        };

    assertThat(run("audit", file)).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo("synthassay: audit.real.images = \"a\": no such folder");
  }

  @Test
  void absentFileAndFolderAreExitCode2() {
    assertThat(run("audit", folder.resolve("absent.conf").toString())).isEqualTo(2);
    assertThat(run("audit", folder.toString())).isEqualTo(2);
    assertThat(run("audit", "nowhere://a/b.conf")).isEqualTo(2);

    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).endsWith("absent.conf: no such file"),
            line -> assertThat(line).endsWith(": cannot be read: it is a folder"),
            line -> assertThat(line).contains("nowhere://a/b.conf: cannot be read:"));
  }

  @Test
  void includesAreReadBesideTheFile() throws Exception {
    Files.createDirectory(folder.resolve("common"));
    Files.writeString(folder.resolve("common/k.conf"), "include \"../seed.conf\", manifold.k = 5");
    Files.writeString(folder.resolve("seed.conf"), "seed = 9");
    Files.writeString(
        folder.resolve("study.conf"), VALID.replace("}", ", include \"common/k.conf\" }"));

    assertThat(run("audit", file)).isZero();
    assertThat(audited.get(0).manifold().k()).isEqualTo(5);
    assertThat(audited.get(0).seed()).isEqualTo(9);
  }

  @Test
  void faultInAnIncludedFileNamesThatFile() throws Exception {
    Files.writeString(folder.resolve("k.conf"), "\nmanifold.k = no");
    Files.writeString(folder.resolve("study.conf"), VALID.replace("}", ", include \"k.conf\" }"));

    assertThat(run("audit", file)).isEqualTo(2);
    assertThat(err.toString()).contains("/k.conf:2: audit.manifold.k = \"no\": must be");
  }

  @Test
  void fileThatIncludesItselfIsRefused() throws Exception {
    Files.writeString(folder.resolve("study.conf"), "\ninclude \"study.conf\"");

    assertThat(run("audit", file)).isEqualTo(2);
    assertThat(err.toString())
        .contains("study.conf:2: include \"study.conf\": files may include each other 10 deep");
  }

  @Test
  void failureIsAShortCauseChainAndExitCode1() {
    outcome =
        () -> {
          throw new IllegalStateException(
              "stage extract failed\n\tat Many.lines(Many.java:1)",
              new RuntimeException("stage extract failed", new ArithmeticException()));
        };

    assertThat(run("audit", file)).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "synthassay: failed: IllegalStateException: stage extract failed",
            "  because of RuntimeException: stage extract failed",
            "  because of ArithmeticException",
            "  (--stacktrace shows where)");
  }

  @Test
  void stackTraceIsShownOnRequest() {
    outcome =
        () -> {
          throw new IllegalStateException("lost");
        };

    assertThat(run("audit", file, "--stacktrace")).isEqualTo(1);
    assertThat(err.toString()).contains("at org.synthassay.MainTest");
  }

  @Test
  void errorsEndTheProcessToo() {
    outcome =
        () -> {
          throw new OutOfMemoryError("Java heap space");
        };

    assertThat(run("audit", file)).isEqualTo(1);
    assertThat(err.toString()).startsWith("synthassay: failed: OutOfMemoryError: Java heap space");
  }

  @Test
  void plainJavaWithoutSparkSaysHowToRun() {
    outcome =
        () -> {
          throw new NoClassDefFoundError("org/apache/spark/SparkConf");
        };

    assertThat(run("audit", file)).isEqualTo(2);
    assertThat(err.toString().strip())
        .isEqualTo(
            "synthassay: runs inside Spark: use deploy/local/synthassay or spark-submit,"
                + " not java -jar");
  }

  @Test
  void anotherPlatformIsRefusedInOneLineBeforeAnythingElse() {
    for (String[] command :
        List.of(
            new String[] {"audit", "absent.conf"},
            new String[] {"demo"},
            new String[] {"report", "a"})) {
      assertThat(runOn(Optional.of("needs Java 17"), command)).isEqualTo(2);
    }

    assertThat(err.toString().lines())
        .hasSize(3)
        .allMatch(line -> line.equals("synthassay: needs Java 17"));
    assertThat(audited).isEmpty();
  }

  @Test
  void wrongUsageIsOneLineAndExitCode2() {
    assertThat(run("audit")).isEqualTo(2);
    assertThat(run("demo", "--seed", "x")).isEqualTo(2);
    assertThat(run("adit", "x.conf")).isEqualTo(2);
    assertThat(run("audit", file, "--verbose")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);

    assertThat(err.toString().lines())
        .hasSize(5)
        .allMatch(line -> line.startsWith("synthassay: ") && line.endsWith(" --help)"));
  }

  @Test
  void helpNamesEveryCommandAndExitCode() {
    assertThat(runOn(Optional.of("needs Java 17"), "--help")).isZero();
    assertThat(out.toString())
        .contains("demo", "audit", "report", "--version", "2   wrong usage or configuration");
    assertThat(run("audit", "--help")).isZero();
    assertThat(out.toString()).contains("FILE.conf", "key=value", "--stacktrace");
  }

  @Test
  void versionNamesTheBuildAndItsSparkAndJava() {
    assertThat(runOn(Optional.of("needs Java 17"), "--version")).isZero();
    assertThat(out.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).matches("synthassay \\d+\\.\\d+\\.\\d+.*"),
            line ->
                assertThat(line).matches("Spark 3\\.5 or 4 expected, built on [34]\\.\\d+\\.\\d+"),
            line -> assertThat(line).matches("Java .* \\(17, with Spark 4 also 21, expected\\)"));
  }
}
