package org.synthassay.spark.extract;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.synthassay.embedding.Encoder;
import org.synthassay.image.Decoded;
import org.synthassay.image.ImageDecoder;
import org.synthassay.image.Limits;
import org.synthassay.image.Pixels;

/** A partition's rows with their embedding behind: null where bytes do not decode. */
final class EmbeddedRows implements Iterator<Row> {

  /** The defaults of {@code limits} in an audit's configuration. */
  private static final Limits LIMITS = new Limits(100_000_000, 268_435_456);

  private final Iterator<Row> rows;
  private final ShippedModel model;
  private final int column;
  private final Queue<Row> ready = new ArrayDeque<>();

  EmbeddedRows(Iterator<Row> rows, ShippedModel model, int column) {
    this.rows = rows;
    this.model = model;
    this.column = column;
  }

  @Override
  public boolean hasNext() {
    return !ready.isEmpty() || rows.hasNext();
  }

  @Override
  public Row next() {
    if (ready.isEmpty()) {
      nextBatch();
    }
    Row row = ready.poll();
    if (row == null) {
      throw new NoSuchElementException();
    }
    return row;
  }

  private void nextBatch() {
    List<Row> batch = new ArrayList<>();
    List<Pixels> images = new ArrayList<>();
    List<@Nullable Integer> places = new ArrayList<>();
    try {
      while (batch.size() < model.encoder().batch() && rows.hasNext()) {
        Row row = rows.next();
        batch.add(row);
        Pixels image = pixels(row);
        places.add(image == null ? null : images.size());
        if (image != null) {
          images.add(image);
        }
      }
      float[][] embeddings = images.isEmpty() ? new float[0][] : model.encoder().embed(images);
      for (int i = 0; i < batch.size(); i++) {
        Integer place = places.get(i);
        ready.add(with(batch.get(i), place == null ? null : embeddings[place]));
      }
    } finally {
      images.forEach(Pixels::close);
    }
  }

  private @Nullable Pixels pixels(Row row) {
    if (row.isNullAt(column)) {
      return null;
    }
    Decoded decoded = ImageDecoder.decode(row.<byte[]>getAs(column), LIMITS);
    return decoded instanceof Pixels pixels ? pixels : null;
  }

  private static Row with(Row row, float @Nullable [] embedding) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = embedding != null && Encoder.isFinite(embedding) ? embedding : null;
    return RowFactory.create(values);
  }
}
