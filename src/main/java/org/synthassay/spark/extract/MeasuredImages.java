package org.synthassay.spark.extract;

import java.util.function.Function;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Pixels;
import org.synthassay.image.Rejected;
import org.synthassay.image.Rejected.Reason;
import org.synthassay.spark.extract.EmbeddedRows.Waiting;
import org.synthassay.spark.extract.PreparedImages.Prepared;
import org.synthassay.spark.run.AuditMeter;
import org.synthassay.spatial.SpatialFeatures;

/** Prepared images, measured: an {@link ExtractedRow} of each waits for its embedding. */
record MeasuredImages(PreparedImages images, ExtractionOptions options, ExtractedRow form)
    implements EmbeddedRows.Source {

  static MeasuredImages of(PreparedImages images, ExtractionOptions options) {
    return new MeasuredImages(images, options, new ExtractedRow(options.features()));
  }

  @Override
  public boolean hasNext() {
    return images.hasNext();
  }

  @Override
  public Waiting next() {
    Prepared prepared = images.next();
    SampledImage image = prepared.image();
    AuditMeter.IMAGES.mark(1);
    AuditMeter.BYTES_READ.mark(Math.max(0, image.row().bytes()));
    if (prepared.decoded() instanceof Pixels usable) {
      return new Waiting(usable, row(image, usable));
    }
    AuditMeter.REJECTED.mark(1);
    Rejected why = (Rejected) prepared.decoded();
    return new Waiting(null, nothing -> form.rejected(image, why));
  }

  private Function<float @Nullable [], Row> row(SampledImage image, Pixels usable) {
    var facts = new ExtractedRow.Facts(usable.format(), usable.isGrey());
    SpatialFeatures features = SpatialFeatures.of(usable, options.features());
    byte @Nullable [] thumbnail =
        image.rank() <= options.thumbnails() ? ThumbnailPicture.png(usable) : null;
    return embedding ->
        embedding == null
            ? form.rejected(
                image,
                new Rejected(Reason.NOT_FINITE, "the network's output holds NaN or infinity"))
            : form.used(image, facts, features, thumbnail, embedding);
  }

  @Override
  public void close() {
    images.close();
  }
}
