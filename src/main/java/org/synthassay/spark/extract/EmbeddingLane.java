package org.synthassay.spark.extract;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.synthassay.embedding.Encoder;
import org.synthassay.image.Pixels;

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

  private record Batch(List<Function<float[], Row>> rows, Future<float[][]> embeddings) {}

  boolean isFull() {
    return running.size() >= BATCHES;
  }

  boolean isEmpty() {
    return running.isEmpty();
  }

  /**
   * Takes a batch over.
   *
   * @param rows make an image's row of its embedding
   * @param pixels closed when they are embedded
   */
  void add(List<Function<float[], Row>> rows, List<Pixels> pixels) {
    List<Pixels> own = List.copyOf(pixels);
    running.add(new Batch(List.copyOf(rows), threads.submit(() -> embed(own))));
  }

  private float[][] embed(List<Pixels> pixels) {
    try {
      return encoder.embed(pixels, turn);
    } finally {
      pixels.forEach(Pixels::close);
    }
  }

  /** The oldest batch's rows, waited for. */
  List<Row> next() {
    Batch oldest = running.remove();
    float[][] embeddings = result(oldest.embeddings());
    return IntStream.range(0, embeddings.length)
        .mapToObj(i -> oldest.rows().get(i).apply(embeddings[i]))
        .toList();
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
