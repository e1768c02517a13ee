package org.synthassay.spark.extract;

import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Decoded;
import org.synthassay.image.ImageDecoder;
import org.synthassay.image.Limits;
import org.synthassay.image.Pixels;
import org.synthassay.spark.extract.EmbeddedRows.Waiting;

/**
 * Rows with an encoded image in a column; their embedding stands behind, null where bytes do not
 * decode.
 *
 * @param schema of the rows with their embedding: between typed operations Spark hands them on as
 *     they are, and they are asked by name
 */
record EncodedImages(Iterator<Row> rows, int column, StructType schema)
    implements EmbeddedRows.Source {

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

  private Row with(Row row, float @Nullable [] embedding) {
    Object[] values = new Object[row.size() + 1];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    values[row.size()] = embedding;
    return new GenericRowWithSchema(values, schema);
  }

  @Override
  public void close() {}
}
