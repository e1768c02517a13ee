package org.synthassay.embedding;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The encoders of this JVM: one a model and placement, shared by all tasks, closed at its end. */
public final class Encoders {

  private static final Map<Key, Encoder> OPEN = new HashMap<>();
  private static final AtomicInteger LOADS = new AtomicInteger();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Encoders::closeAll, "close-encoders"));
  }

  private Encoders() {}

  private record Key(EmbeddingOptions options, @Nullable Path file, Placement placement) {}

  /** The one encoder of these options on this placement, loaded at the first call; not to close. */
  public static Encoder shared(
      EmbeddingOptions options, @Nullable Path modelFile, Placement placement) {
    synchronized (OPEN) {
      return OPEN.computeIfAbsent(
          new Key(options, modelFile, placement),
          key -> {
            LOADS.incrementAndGet();
            return Encoder.open(options, modelFile, placement);
          });
    }
  }

  /** Networks loaded by {@link #shared} so far. */
  public static int loads() {
    return LOADS.get();
  }

  /** Closes all shared encoders, after their running calls. */
  public static void closeAll() {
    synchronized (OPEN) {
      OPEN.values().forEach(Encoder::close);
      OPEN.clear();
    }
  }
}
