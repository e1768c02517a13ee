package org.synthassay;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.ConfigException;
import org.synthassay.config.ConfigReader;
import org.synthassay.config.GenerateConfig;
import org.synthassay.config.Secrets;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.spark.run.Platform;
import org.synthassay.spark.run.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** The command line: reads arguments and configuration, leaves the work to its commands. */
@Command(
    name = "synthassay",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Build.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpWidth = 100,
    description = "Audits generative models in medical imaging on Apache Spark.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the command failed",
      "2:wrong usage or configuration",
      "3:done, but a gate failed"
    })
public final class Main {

  /** The work behind each command. */
  record Work(
      Function<AuditConfig, Outcome> audit,
      BiFunction<AuditConfig, PhantomKind, Outcome> demo,
      Function<String, Outcome> report,
      Function<GenerateConfig, Outcome> generate,
      DemoOfGenerator demoOfGenerator,
      Function<AuditConfig, Outcome> plan,
      Examination doctor) {}

  /** Looks at driver and executors, and at an audit's paths where one is given. */
  interface Examination {
    Outcome run(@Nullable AuditConfig config, Duration patience);
  }

  /** Draws a generator's images and audits them. */
  interface DemoOfGenerator {
    Outcome run(GenerateConfig drawn, AuditConfig audit, PhantomKind kind);
  }

  /** A configuration file, and what overrides it. */
  static final class Given {
    @Parameters(index = "0", paramLabel = "FILE.conf", description = "On any Hadoop file system.")
    private String file = "";

    @Parameters(
        index = "1..*",
        paramLabel = "key=value",
        arity = "0..*",
        description = "Overrides the file, as in seed=5; later ones win.")
    private List<String> overrides = List.of();
  }

  private final Work work;
  private final Supplier<Optional<String>> refusal;

  @Option(
      names = "--stacktrace",
      scope = ScopeType.INHERIT,
      description = "Show where a failure happened.")
  private boolean stacktrace;

  /** {@code refusal}: why commands do not run on this platform, if they do not. */
  Main(Work work, Supplier<Optional<String>> refusal) {
    this.work = work;
    this.refusal = refusal;
  }

  /** Ends the JVM with the command's exit code, but for a JVM that is someone else's. */
  public static void main(String... arguments) {
    boolean guest = isGuest();
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int code = new Main(work(), () -> Platform.here().refusal()).run(out, err, arguments);
    // A platform that runs the jar inside its own JVM takes a plain return for success.
    if (code != 0 && guest) {
      throw new IllegalStateException("synthassay ended with exit code " + code + ", see above");
    } else if (code != 0) {
      System.exit(code);
    }
  }

  /** What the commands do. */
  static Work work() {
    return new Work(
        Audit::run,
        Demo::run,
        Audit::report,
        Generate::run,
        Demo::ofGenerator,
        Forecast::run,
        Doctor::run);
  }

  private static boolean isGuest() {
    try {
      return Session.isGuest();
    } catch (NoClassDefFoundError withoutSpark) {
      return false;
    }
  }

  /** Runs the command that {@code arguments} name and gives its exit code. */
  int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(this)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler((e, given) -> misused(e, err))
        .setExecutionExceptionHandler((e, command, parsed) -> fail(e, err))
        .execute(arguments);
  }

  private static int misused(ParameterException e, PrintWriter err) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    err.println(
        "synthassay: "
            + Secrets.masked(String.valueOf(e.getMessage()))
            + " (see "
            + command
            + " --help)");
    return CommandLine.ExitCode.USAGE;
  }

  /** The parser hides errors, such as no more memory, in an exception of its own. */
  private int fail(Exception e, PrintWriter err) {
    Throwable cause = e.getCause();
    Throwable thrown = e instanceof ExecutionException && cause != null ? cause : e;
    Failure failure = new Failure(thrown);
    failure.lines().forEach(err::println);
    if (stacktrace) {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      err.print(Secrets.masked(trace.toString()));
      err.flush();
    }
    return failure.exitCode();
  }

  @Command(description = "Draws phantoms with known faults and audits them: no data, no network.")
  int demo(
      @Option(
              names = "--out",
              paramLabel = "DIR",
              defaultValue = "runs/demo",
              description = "Where phantoms and results go (default: ${DEFAULT-VALUE}).")
          String out,
      @Option(
              names = "--kind",
              paramLabel = "KIND",
              defaultValue = "radiograph",
              description = "What is drawn: radiograph, fundus or tissue (default: radiograph).")
          PhantomKind kind,
      @Option(names = "--seed", paramLabel = "N", description = "Draws others.")
          @Nullable Long seed,
      @Option(
              names = "--generate",
              description = "Makes a small generator of the phantoms, and audits what it draws.")
          boolean generate) {
    requirePlatform();
    OptionalLong given = seed == null ? OptionalLong.empty() : OptionalLong.of(seed);
    if (generate) {
      int channels = kind == PhantomKind.RADIOGRAPH ? 1 : 3;
      GenerateConfig drawn = ConfigReader.demoGenerator(out, given, kind.classes(), channels);
      AuditConfig audit = ConfigReader.demoOfGenerator(out, given);
      return work.demoOfGenerator().run(drawn, audit, kind).exitCode();
    }
    return work.demo().apply(ConfigReader.demo(out, given), kind).exitCode();
  }

  @Command(description = "Audits the image sets that a configuration file names.")
  int audit(@Mixin Given given) {
    requirePlatform();
    AuditConfig config = ConfigReader.read(ConfigFile.read(given.file), given.overrides);
    return work.audit().apply(config).exitCode();
  }

  @Command(description = "Draws synthetic images from a generator's networks, as shards.")
  int generate(@Mixin Given given) {
    requirePlatform();
    GenerateConfig config = ConfigReader.generate(ConfigFile.read(given.file), given.overrides);
    return work.generate().apply(config).exitCode();
  }

  @Command(description = "Draws the report again from a run's tables.")
  int report(@Parameters(paramLabel = "RUN_DIR", description = "An audit's output.") String run) {
    requirePlatform();
    return work.report().apply(run).exitCode();
  }

  @Command(description = "Says what an audit would read, take and cost, without running it.")
  int plan(
      @Parameters(paramLabel = "FILE.conf", description = "On any Hadoop file system.") String file,
      @Parameters(
              paramLabel = "key=value",
              arity = "0..*",
              description = "Overrides the file, as in manifold.k=5; later ones win.")
          @Nullable List<String> overrides) {
    requirePlatform();
    List<String> given = overrides == null ? List.of() : overrides;
    return work.plan().apply(ConfigReader.read(ConfigFile.read(file), given)).exitCode();
  }

  @Command(description = "Says whether driver and executors can run an audit: one table.")
  int doctor(
      @Parameters(
              paramLabel = "FILE.conf",
              arity = "0..1",
              description = "An audit whose inputs are read and whose output is written to.")
          @Nullable String file,
      @Parameters(
              paramLabel = "key=value",
              arity = "0..*",
              description = "Overrides the file, as in manifold.k=5; later ones win.")
          @Nullable List<String> overrides,
      @Option(
              names = "--wait",
              paramLabel = "SECONDS",
              defaultValue = "120",
              description = "How long executors and stores may take to answer.")
          int seconds) {
    List<String> given = overrides == null ? List.of() : overrides;
    boolean refused = refusal.get().isPresent(); // there Hadoop cannot read a file
    AuditConfig config =
        file == null || refused ? null : ConfigReader.read(ConfigFile.read(file), given);
    return work.doctor().run(config, Duration.ofSeconds(Math.max(1, seconds))).exitCode();
  }

  private void requirePlatform() {
    refusal
        .get()
        .ifPresent(
            why -> {
              throw new ConfigException(why);
            });
  }

  /** What {@code --version} prints. */
  static final class Build implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "synthassay " + Version.current(),
        "Spark 3.5 or 4 expected, built on " + Version.spark(),
        "Java " + Runtime.version() + " (17, with Spark 4 also 21, expected)"
      };
    }
  }
}
