package org.synthassay;

import java.util.ArrayList;
import java.util.List;
import org.synthassay.config.ConfigException;
import picocli.CommandLine.ExitCode;

/** What a command that failed says on its way out, and its exit code. */
record Failure(Throwable thrown) {

  private static final int MAX_CAUSES = 5;

  int exitCode() {
    return thrown instanceof ConfigException || isWithoutSpark()
        ? ExitCode.USAGE
        : ExitCode.SOFTWARE;
  }

  /** One line for what the user can put right, else one line a cause. */
  List<String> lines() {
    if (thrown instanceof ConfigException) {
      return List.of("synthassay: " + thrown.getMessage());
    }
    if (isWithoutSpark()) {
      return List.of(
          "synthassay: runs inside Spark: use deploy/local/synthassay or spark-submit, not java"
              + " -jar");
    }
    List<String> lines = new ArrayList<>();
    for (Throwable t = thrown; t != null && lines.size() < MAX_CAUSES; t = t.getCause()) {
      String line = firstLine(t);
      if (lines.stream().noneMatch(l -> l.endsWith(line))) {
        lines.add((lines.isEmpty() ? "synthassay: failed: " : "  because of ") + line);
      }
    }
    lines.add("  (--stacktrace shows where)");
    return lines;
  }

  private boolean isWithoutSpark() {
    return thrown instanceof NoClassDefFoundError
        && String.valueOf(thrown.getMessage()).startsWith("org/apache/");
  }

  /** Spark puts whole stack traces into its messages. */
  private static String firstLine(Throwable t) {
    String message = t.getMessage();
    String name = t.getClass().getSimpleName();
    return message == null || message.isBlank()
        ? name
        : name + ": " + message.strip().lines().findFirst().orElse("");
  }
}
