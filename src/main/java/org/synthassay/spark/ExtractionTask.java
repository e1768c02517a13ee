package org.synthassay.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.Encoder;
import org.synthassay.image.Pixels;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.spark.PreparedImages.Prepared;
import org.synthassay.spatial.SpatialFeatures;

/**
 * One partition's images, measured and embedded: a row ({@link ExtractedRow}) for each, in batches
 * that cross the borders of files.
 */
final class ExtractionTask implements Iterator<Row>, AutoCloseable {
  private final PreparedImages images;
  private final Encoder encoder;
  private final int batchSize;
  private final int thumbnails;

  private final Deque<Row> ready = new ArrayDeque<>();
  private final List<SampledImage> batch = new ArrayList<>();
  private final List<Pixels> pixels = new ArrayList<>();

  /**
   * @param thumbnails how many images of each set and class keep a small picture
   */
  ExtractionTask(PreparedImages images, Encoder encoder, int batchSize, int thumbnails) {
    this.images = images;
    this.encoder = encoder;
    this.batchSize = batchSize;
    this.thumbnails = thumbnails;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && images.hasNext()) {
      take(images.next());
    }
    if (ready.isEmpty()) {
      embedBatch();
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

  private void take(Prepared prepared) {
    if (prepared.decoded() instanceof Rejected why) {
      ready.add(ExtractedRow.rejected(prepared.image(), why));
    } else if (prepared.decoded() instanceof Pixels usable) {
      batch.add(prepared.image());
      pixels.add(usable);
      if (batch.size() >= batchSize) {
        embedBatch();
      }
    }
  }

  private void embedBatch() {
    if (batch.isEmpty()) {
      return;
    }
    float[][] embeddings = encoder.embed(pixels);
    for (int i = 0; i < embeddings.length; i++) {
      ready.add(row(batch.get(i), pixels.get(i), embeddings[i]));
    }
    releaseBatch();
  }

  private Row row(SampledImage image, Pixels usable, float[] embedding) {
    if (!Encoder.isFinite(embedding)) {
      return ExtractedRow.rejected(
          image, new Rejected(Reason.NOT_FINITE, "the network's output holds NaN or infinity"));
    }
    byte @Nullable [] thumbnail = image.rank() <= thumbnails ? Thumbnail.png(usable) : null;
    return ExtractedRow.used(
        image, usable.format(), SpatialFeatures.of(usable), thumbnail, embedding);
  }

  private void releaseBatch() {
    pixels.forEach(Pixels::close);
    pixels.clear();
    batch.clear();
  }

  /** Releases the pixels that wait for a batch, and the files. */
  @Override
  public void close() {
    releaseBatch();
    images.close();
  }
}
