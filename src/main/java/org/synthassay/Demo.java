package org.synthassay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.spark.sql.SparkSession;
import org.synthassay.config.AuditConfig;
import org.synthassay.input.SetSource;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;

/** Draws phantoms with known faults and audits them: needs no data and no network. */
final class Demo {
  private Demo() {}

  static Outcome run(AuditConfig config, PhantomKind kind) {
    // Spark takes seconds to start: the phantoms are drawn meanwhile.
    CompletableFuture<Void> drawing = CompletableFuture.runAsync(() -> draw(config, kind));
    try (SparkSession spark = Audit.session(config.name())) {
      drawing.join();
      return Audit.run(config, spark);
    } catch (CompletionException e) {
      throw e.getCause() instanceof UncheckedIOException cause ? cause : e;
    }
  }

  /** Draws the phantoms where the demo's configuration looks for them. */
  static void draw(AuditConfig config, PhantomKind kind) {
    SetSource.Images real = (SetSource.Images) config.sets().real().source();
    Path folder = Objects.requireNonNull(Path.of(real.roots().get(0)).toAbsolutePath().getParent());
    System.err.println("demo       drawing phantoms under " + folder);
    try {
      Phantoms.demo(kind, config.seed()).draw(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot draw phantoms under " + folder, e);
    }
  }
}
