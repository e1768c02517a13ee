package org.synthassay.embedding;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The encoders of this JVM: one a model and placement, shared by all tasks that borrow it, closed
 * when nobody has for a while.
 */
public final class Encoders {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Map<Key, Loan> OPEN = new HashMap<>();
  private static final AtomicInteger LOADS = new AtomicInteger();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Encoders::closeAll, "close-encoders"));
    Thread idle = new Thread(Encoders::watch, "close-idle-encoders");
    idle.setDaemon(true);
    idle.start();
  }

  private Encoders() {}

  private record Key(EmbeddingOptions options, @Nullable Path file, Placement placement) {}

  /** An encoder, and for how many it is kept open: each closes the loan, nobody the encoder. */
  public static final class Loan implements AutoCloseable {
    private final Encoder encoder;
    private int borrowers;
    private long idleSince;

    private Loan(Encoder encoder) {
      this.encoder = encoder;
    }

    public Encoder encoder() {
      return encoder;
    }

    @Override
    public void close() {
      synchronized (OPEN) {
        borrowers--;
        idleSince = System.nanoTime();
      }
    }
  }

  /** The one encoder of these options on this placement, loaded at the first call. */
  public static Loan borrow(
      EmbeddingOptions options, @Nullable Path modelFile, Placement placement) {
    synchronized (OPEN) {
      Loan loan =
          OPEN.computeIfAbsent(
              new Key(options, modelFile, placement),
              key -> {
                LOADS.incrementAndGet();
                return new Loan(Encoder.open(options, modelFile, placement));
              });
      loan.borrowers++;
      return loan;
    }
  }

  /** Closes the encoders that nobody has had for so long. */
  public static void closeIdle(Duration patience) {
    long now = System.nanoTime();
    synchronized (OPEN) {
      OPEN.values()
          .removeIf(
              loan -> {
                boolean idle = loan.borrowers == 0 && now - loan.idleSince >= patience.toNanos();
                if (idle) {
                  loan.encoder.close();
                }
                return idle;
              });
    }
  }

  /** Encoders that are open in this JVM. */
  public static int open() {
    synchronized (OPEN) {
      return OPEN.size();
    }
  }

  private static void watch() {
    try {
      while (true) {
        Thread.sleep(PATIENCE.toMillis() / 4);
        closeIdle(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Networks loaded by {@link #borrow} so far. */
  public static int loads() {
    return LOADS.get();
  }

  /** Closes all shared encoders, after their running calls. */
  public static void closeAll() {
    synchronized (OPEN) {
      OPEN.values().forEach(loan -> loan.encoder.close());
      OPEN.clear();
    }
  }
}
