package org.synthassay.spark.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.StreamCorruptedException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synthassay.shard.NpyHeader;

/**
 * What the header of a .npy file says of a table of numbers.
 *
 * @param start where the values begin, in bytes
 * @param columnsFirst whether values stand column after column (Fortran order)
 */
record EmbeddingFileHeader(
    long start, int rows, int columns, NumpyType type, boolean bigEndian, boolean columnsFirst)
    implements Serializable {
  private static final Pattern NUMBER = Pattern.compile("([<>=|]?)([a-z]\\d+)");
  private static final int MOST_VALUES = 1 << 20;

  /**
   * @param name for messages
   * @param length of the whole file, which the header must account for
   */
  static EmbeddingFileHeader read(String name, InputStream file, long length) throws IOException {
    try {
      return of(NpyHeader.read(file)).accountingFor(length);
    } catch (StreamCorruptedException | IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static EmbeddingFileHeader of(NpyHeader array) {
    Matcher number = NUMBER.matcher(array.type());
    Optional<NumpyType> type = number.matches() ? NumpyType.of(number.group(2)) : Optional.empty();
    if (type.isEmpty()) {
      throw new IllegalArgumentException(
          "values of type %s; numbers (%s) can be read: save it with astype('float32')"
              .formatted(described(array.type()), NumpyType.all()));
    }
    int[] shape = shape(array);
    String order = number.group(1);
    boolean bigEndian =
        order.equals(">") || order.equals("=") && ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    return new EmbeddingFileHeader(
        array.bytes(), shape[0], shape[1], type.get(), bigEndian, array.fortranOrder());
  }

  private static String described(String type) {
    return type.startsWith("[") ? type : "'" + type + "'";
  }

  /** Rows and columns; lengths of 1 behind count not. */
  private static int[] shape(NpyHeader array) {
    long[] shape = array.shape();
    boolean table =
        shape.length >= 2 && Arrays.stream(shape, 2, shape.length).allMatch(size -> size == 1);
    if (!table) {
      throw new IllegalArgumentException(
          "shape %s; embeddings need two dimensions, rows and values".formatted(array.shapeText()));
    }
    if (shape[0] > Integer.MAX_VALUE || shape[1] > MOST_VALUES) {
      throw new IllegalArgumentException(
          "shape %s; at most %d rows of at most %d values can be compared"
              .formatted(array.shapeText(), Integer.MAX_VALUE, MOST_VALUES));
    }
    return new int[] {(int) shape[0], (int) shape[1]};
  }

  private EmbeddingFileHeader accountingFor(long length) {
    long claimed = start + (long) rows * columns * type.bytes();
    if (claimed != length) {
      throw new IllegalArgumentException(
          "%d × %d values of %d bytes make %d bytes, the file has %d"
              .formatted(rows, columns, type.bytes(), claimed, length));
    }
    if (rows == 0 || columns == 0) {
      throw new IllegalArgumentException("no values, shape (%d, %d)".formatted(rows, columns));
    }
    return this;
  }

  ByteOrder order() {
    return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
