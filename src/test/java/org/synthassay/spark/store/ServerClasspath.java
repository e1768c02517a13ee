package org.synthassay.spark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The jars of a test server, resolved by Maven from {@code src/test/servers/<name>/pom.xml} once a
 * build folder: inside our own class path they would clash with Spark's.
 */
final class ServerClasspath {
  private static final long MINUTES = 15;

  private ServerClasspath() {}

  /** The build folder. */
  static Path target() {
    return Path.of(System.getProperty("basedir", "."), "target").toAbsolutePath().normalize();
  }

  static String of(String server) {
    try {
      Path file = target().resolve("servers").resolve(server + ".classpath");
      if (!Files.exists(file)) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        resolve(server, file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** First from what is at hand, without asking the repository; then with it. */
  private static void resolve(String server, Path file) throws IOException {
    Path partial = file.resolveSibling(server + ".partial");
    Path log = file.resolveSibling(server + "-maven.log");
    if (!runs(server, partial, log, List.of("-o")) && !runs(server, partial, log, List.of())) {
      throw new IOException("Maven did not resolve the " + server + " server: see " + log);
    }
    Files.move(partial, file);
  }

  private static boolean runs(String server, Path partial, Path log, List<String> flags)
      throws IOException {
    Path project = Path.of(System.getProperty("basedir", "."), "src/test/servers", server);
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("synthassay.maven", "mvn"));
    command.addAll(flags);
    command.addAll(List.of("-B", "-f", project.resolve("pom.xml").toString()));
    command.addAll(List.of("dependency:build-classpath", "-Dmdep.outputFile=" + partial));
    Process maven =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = maven.waitFor(MINUTES, TimeUnit.MINUTES);
      return ended && maven.exitValue() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Maven resolved the " + server + " server", e);
    } finally {
      maven.destroyForcibly();
    }
  }
}
