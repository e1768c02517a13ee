package org.synthassay.spark.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.Row;
import org.synthassay.embedding.Encoder;
import org.synthassay.image.Pixels;
import org.synthassay.spark.extract.EmbeddedRows.Waiting;

/**
 * Embeds batches beside the task's own thread: while one is in the network, the next one's input is
 * built and the one after that is decoded. Results come in the order of the batches.
 */
final class EmbeddingLane implements AutoCloseable {
  /** One in the network, one whose input is built. */
  private static final int BATCHES = 2;

  private final Encoder encoder;
  private final ReentrantLock turn = new ReentrantLock();
  private final Deque<Batch> running = new ArrayDeque<>();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          BATCHES,
          work -> {
            Thread thread = new Thread(work, "embedding");
            thread.setDaemon(true);
            return thread;
          });

  EmbeddingLane(Encoder encoder) {
    this.encoder = encoder;
  }

  private record Batch(List<Waiting> rows, Future<float[][]> embeddings) {}

  boolean isFull() {
    return running.size() >= BATCHES;
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  /** Takes a batch over, and closes its pixels when they are embedded. */
  void add(List<Waiting> rows) {
    List<Waiting> own = List.copyOf(rows);
    List<Pixels> pixels = own.stream().map(Waiting::pixels).filter(Objects::nonNull).toList();
    running.add(new Batch(own, threads.submit(() -> embed(pixels))));
  }

  private float[][] embed(List<Pixels> pixels) {
    try {
      return pixels.isEmpty() ? new float[0][] : encoder.embed(pixels, turn);
    } finally {
      pixels.forEach(Pixels::close);
    }
  }

  /** The oldest batch's rows, waited for. */
  List<Row> next() {
    Batch oldest = running.remove();
    float[][] embeddings = result(oldest.embeddings());
    List<Row> rows = new ArrayList<>();
    int embedded = 0;
    for (Waiting waiting : oldest.rows()) {
      float[] embedding = waiting.pixels() == null ? null : embeddings[embedded++];
      boolean usable = embedding != null && Encoder.isFinite(embedding);
      rows.add(waiting.row().apply(usable ? embedding : null));
    }
    return rows;
  }

  private static float[][] result(Future<float[][]> embeddings) {
    try {
      return embeddings.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a batch was in the network", e);
    }
  }

  /** Lets what runs come to its end, as the network does not stop halfway: pixels are in use. */
  @Override
  public void close() {
    running.clear();
    threads.shutdown();
    try {
      threads.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
