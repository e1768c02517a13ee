package org.synthassay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.spark.SparkException;
import org.synthassay.config.ConfigException;
import org.synthassay.config.Secrets;
import org.synthassay.embedding.ModelException;
import org.synthassay.shard.StoreException;
import org.synthassay.spark.run.StageException;
import picocli.CommandLine.ExitCode;

/** What a command that failed says on its way out, and its exit code. */
record Failure(Throwable thrown) {

  private static final int MAX_CAUSES = 5;
  private static final int MAX_DEPTH = 50;
  private static final String AGAIN =
      System.lineSeparator() + "  Run the same command again: what is finished is kept.";

  int exitCode() {
    return isWrongConfig() || isWithoutSpark() ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** As {@link #told}, without the credentials that paths may hold. */
  List<String> lines() {
    return told().stream().map(Secrets::masked).toList();
  }

  /** A sentence for what the user can put right, wherever it was met, else one line a cause. */
  private List<String> told() {
    if (isWithoutSpark()) {
      return List.of(
          "synthassay: runs inside Spark: use deploy/local/synthassay or spark-submit, not java"
              + " -jar");
    }
    Optional<Throwable> known = causes().filter(Failure::isSentence).findFirst();
    if (known.isPresent()) {
      String advice = known.get() instanceof StoreException ? AGAIN : "";
      return ("synthassay: " + known.get().getMessage() + advice).lines().toList();
    }
    List<String> lines = new ArrayList<>();
    causes()
        .filter(t -> t.getCause() == null || !isWrapping(t))
        .limit(MAX_CAUSES)
        .map(Failure::firstLine)
        .filter(line -> lines.stream().noneMatch(l -> l.endsWith(line)))
        .forEach(
            line -> lines.add((lines.isEmpty() ? "synthassay: failed: " : "  because of ") + line));
    lines.add("  (--stacktrace shows where)");
    return lines;
  }

  /** What Spark and threads put around the failure of a task says nothing of its own. */
  private static boolean isWrapping(Throwable t) {
    return t instanceof SparkException || t instanceof ExecutionException;
  }

  private static boolean isSentence(Throwable t) {
    return t instanceof ConfigException
        || t instanceof StageException
        || t instanceof ModelException
        || t instanceof StoreException;
  }

  /** What a sentence says goes before what Spark makes of it. */
  private boolean isWrongConfig() {
    return causes().filter(Failure::isSentence).findFirst().stream()
        .anyMatch(ConfigException.class::isInstance);
  }

  private Stream<Throwable> causes() {
    return Stream.iterate(thrown, t -> t != null, Throwable::getCause).limit(MAX_DEPTH);
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
