package org.synthassay.spark.extract;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Decoded;
import org.synthassay.image.ImageDecoder;
import org.synthassay.image.Limits;
import org.synthassay.image.Pixels;
import org.synthassay.spark.extract.EmbeddedRows.Waiting;

/**
 * Rows with an encoded image in a column; their embedding stands behind, null where bytes do not
 * decode.
 */
record EncodedImages(Iterator<Row> rows, int column) implements EmbeddedRows.Source {

  /** The defaults of {@code limits} in an audit's configuration. */
  private static final Limits LIMITS = new Limits(100_000_000, 268_435_456);

  @Override
  public boolean hasNext() {
    return rows.hasNext();
  }

  @Override
  public Waiting next() {
    Row row = rows.next();
    return new Waiting(pixels(row), embedding -> with(row, embedding));
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
    values[row.size()] = embedding;
    return RowFactory.create(values);
  }

  @Override
  public void close() {}
}
