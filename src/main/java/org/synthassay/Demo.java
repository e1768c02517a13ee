package org.synthassay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Objects;
import org.synthassay.config.AuditConfig;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.SetSource;

/** Draws phantoms with known faults and audits them: needs no data and no network. */
final class Demo {
  private Demo() {}

  static Outcome run(AuditConfig config, PhantomKind kind) {
    draw(config, kind);
    return Audit.run(config);
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
