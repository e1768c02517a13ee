package org.synthassay.spark.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.Encoder;
import org.synthassay.image.Pixels;

/**
 * One partition's rows in their order, with what the network makes of their images, in batches that
 * cross the borders of files. Images are read on this thread while batches before them are in the
 * network.
 */
final class EmbeddedRows implements Iterator<Row>, AutoCloseable {
  private final Source source;
  private final Encoder encoder;
  private final EmbeddingLane lane;
  private final Deque<Row> ready = new ArrayDeque<>();
  private final List<Waiting> batch = new ArrayList<>();

  /**
   * A row that waits for its embedding.
   *
   * @param pixels closed when they are embedded; null where there is no image
   * @param row made of the embedding; of null where there is none or it is not finite
   */
  record Waiting(@Nullable Pixels pixels, Function<float @Nullable [], Row> row) {

    /** Releases the pixels of a row that is not embedded after all. */
    void close() {
      if (pixels != null) {
        pixels.close();
      }
    }
  }

  /** Where rows come from. */
  interface Source extends Iterator<Waiting>, AutoCloseable {
    @Override
    void close();
  }

  private EmbeddedRows(Source source, Encoder encoder) {
    this.source = source;
    this.encoder = encoder;
    this.lane = new EmbeddingLane(encoder);
  }

  /** Rows of the running task, closed with it. */
  static EmbeddedRows ofTask(Source source, Encoder encoder) {
    EmbeddedRows rows = new EmbeddedRows(source, encoder);
    TaskCompletionListener close = context -> rows.close();
    TaskContext.get().addTaskCompletionListener(close);
    return rows;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && (source.hasNext() || !batch.isEmpty() || !lane.isEmpty())) {
      if (lane.isFull()) {
        ready.addAll(lane.next());
      } else if (source.hasNext()) {
        batch.add(source.next());
        if (batch.size() >= encoder.batch()) {
          sendBatch();
        }
      } else if (batch.isEmpty()) {
        ready.addAll(lane.next());
      } else {
        sendBatch();
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void sendBatch() {
    lane.add(batch);
    batch.clear();
  }

  /** Releases the pixels that wait for a batch, and the source. */
  @Override
  public void close() {
    lane.close();
    batch.forEach(Waiting::close);
    batch.clear();
    source.close();
  }
}
