package org.synthassay.shard;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReaderImpl;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.jspecify.annotations.Nullable;

/** One flat column of one row group, row by row; throws unchecked where its bytes are bad. */
final class ParquetColumn implements Closeable {
  private final InputStream in;
  private final ColumnDescriptor column;
  private final ColumnReader values;

  ParquetColumn(InputStream in, ColumnDescriptor column, PageReader pages) {
    this.in = in;
    this.column = column;
    this.values = new ColumnReaderImpl(column, pages, new PrimitiveConverter() {}, null);
  }

  /** Passes {@code rows} rows. */
  void skip(long rows) {
    for (long row = 0; row < rows; row++) {
      if (isPresent()) {
        values.skip();
      }
      values.consume();
    }
  }

  /** This row's bytes, or null; goes to the next row. */
  byte @Nullable [] bytes() {
    byte[] found = isPresent() ? values.getBinary().getBytes() : null;
    values.consume();
    return found;
  }

  /**
   * This row's value as text, by its column's type (unsigned, date, …), or null; goes to the next
   * row.
   */
  @Nullable String text() {
    String found = isPresent() ? value() : null;
    values.consume();
    return found;
  }

  private boolean isPresent() {
    return values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
  }

  private String value() {
    return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
      case INT32 -> column.getPrimitiveType().stringifier().stringify(values.getInteger());
      case INT64 -> column.getPrimitiveType().stringifier().stringify(values.getLong());
      case BOOLEAN -> Boolean.toString(values.getBoolean());
      case FLOAT -> CellText.of(values.getFloat());
      case DOUBLE -> CellText.of(values.getDouble());
      case BINARY, INT96, FIXED_LEN_BYTE_ARRAY -> values.getBinary().toStringUsingUTF8();
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
