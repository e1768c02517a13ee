package org.synthassay.spark.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.Encoder;
import org.synthassay.image.Pixels;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.spark.extract.PreparedImages.Prepared;
import org.synthassay.spark.run.AuditMeter;
import org.synthassay.spatial.SpatialFeatures;

/**
 * One partition's images, measured and embedded: a row ({@link ExtractedRow}) for each, in batches
 * that cross the borders of files. Images are read and measured on this thread while batches before
 * them are in the network.
 */
final class ExtractionTask implements Iterator<Row>, AutoCloseable {
  private final PreparedImages images;
  private final EmbeddingLane lane;
  private final Encoder encoder;
  private final ExtractionOptions options;
  private final ExtractedRow form;

  private final Deque<Row> ready = new ArrayDeque<>();
  private final List<Function<float[], Row>> batch = new ArrayList<>();
  private final List<Pixels> pixels = new ArrayList<>();

  ExtractionTask(PreparedImages images, Encoder encoder, ExtractionOptions options) {
    this.images = images;
    this.lane = new EmbeddingLane(encoder);
    this.encoder = encoder;
    this.options = options;
    this.form = new ExtractedRow(options.features());
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && (images.hasNext() || !batch.isEmpty() || !lane.isEmpty())) {
      if (lane.isFull()) {
        ready.addAll(lane.next());
      } else if (images.hasNext()) {
        take(images.next());
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

  private void take(Prepared prepared) {
    AuditMeter.IMAGES.mark(1);
    AuditMeter.BYTES_READ.mark(Math.max(0, prepared.image().row().bytes()));
    if (prepared.decoded() instanceof Rejected why) {
      AuditMeter.REJECTED.mark(1);
      ready.add(form.rejected(prepared.image(), why));
    } else if (prepared.decoded() instanceof Pixels usable) {
      pixels.add(usable);
      batch.add(row(prepared.image(), usable));
      if (batch.size() >= encoder.batch()) {
        sendBatch();
      }
    }
  }

  /** Measures an image; its row waits for the embedding. */
  private Function<float[], Row> row(SampledImage image, Pixels usable) {
    var facts = new ExtractedRow.Facts(usable.format(), usable.isGrey());
    SpatialFeatures features = SpatialFeatures.of(usable, options.features());
    byte @Nullable [] thumbnail =
        image.rank() <= options.thumbnails() ? ThumbnailPicture.png(usable) : null;
    return embedding ->
        Encoder.isFinite(embedding)
            ? form.used(image, facts, features, thumbnail, embedding)
            : form.rejected(
                image,
                new Rejected(Reason.NOT_FINITE, "the network's output holds NaN or infinity"));
  }

  private void sendBatch() {
    lane.add(batch, pixels);
    batch.clear();
    pixels.clear();
  }

  /** Releases the pixels that wait for a batch, and the files. */
  @Override
  public void close() {
    lane.close();
    pixels.forEach(Pixels::close);
    pixels.clear();
    images.close();
  }
}
