package org.synthassay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.synthassay.config.AuditConfig;
import org.synthassay.config.GenerateConfig;
import org.synthassay.generator.CosineGenerator;
import org.synthassay.generator.CosineGenerator.ClassPictures;
import org.synthassay.generator.DiffusionOptions;
import org.synthassay.input.SetSource;
import org.synthassay.phantom.PhantomKind;
import org.synthassay.phantom.Phantoms;
import org.synthassay.spark.run.Session;

/** Draws phantoms with known faults and audits them: needs no data and no network. */
final class Demo {
  private static final int SIDE = 256;

  private Demo() {}

  static Outcome run(AuditConfig config, PhantomKind kind) {
    // Spark takes seconds to start: the phantoms are drawn meanwhile.
    CompletableFuture<Void> drawing = CompletableFuture.runAsync(() -> draw(config, kind));
    try (Session session = Session.open(config.name())) {
      drawing.join();
      return Audit.run(config, session);
    } catch (CompletionException e) {
      throw e.getCause() instanceof UncheckedIOException cause ? cause : e;
    }
  }

  /**
   * The same with a generator of our own, made from the phantoms: draws its images, then audits.
   */
  static Outcome ofGenerator(GenerateConfig drawn, AuditConfig config, PhantomKind kind) {
    DiffusionOptions options = (DiffusionOptions) drawn.generator();
    draw(config, kind);
    try (Session session = Session.open(config.name())) {
      write(options, Phantoms.demo(kind, config.seed()));
      Generate.run(drawn, session.spark());
      return Audit.run(config, session);
    }
  }

  /** Learns the generator from the real phantoms, and writes its two networks. */
  private static void write(DiffusionOptions options, Phantoms phantoms) {
    List<ClassPictures> classes =
        phantoms.kind().classes().stream()
            .map(
                finding ->
                    new ClassPictures(phantoms.real(finding).stream().map(Demo::planes).toList()))
            .toList();
    CosineGenerator generator =
        new CosineGenerator(
            options.schedule(), options.shape().get(0), options.shape().get(1), SIDE);
    System.err.println("demo       making a generator of them: " + options.denoiser().uri());
    CosineGenerator.Files files = generator.learn(classes);
    try {
      Path denoiser = Path.of(options.denoiser().uri());
      Files.createDirectories(Objects.requireNonNull(denoiser.toAbsolutePath().getParent()));
      Files.write(denoiser, files.denoiser());
      Files.write(Path.of(Objects.requireNonNull(options.decoder()).uri()), files.decoder());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + options.denoiser().uri(), e);
    }
  }

  /** Grey, or blue, green and red levels to planes of red, green and blue, −1..1. */
  private static float[] planes(byte[] levels) {
    int channels = levels.length / (SIDE * SIDE);
    float[] planes = new float[levels.length];
    for (int i = 0; i < levels.length; i++) {
      int plane = channels - 1 - i % channels;
      planes[plane * SIDE * SIDE + i / channels] = (levels[i] & 0xFF) / 127.5f - 1;
    }
    return planes;
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
