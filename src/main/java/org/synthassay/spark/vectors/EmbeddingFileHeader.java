package org.synthassay.spark.vectors;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the header of a .npy file says (NumPy enhancement proposal 1, versions 1 to 3), for a table
 * of numbers.
 *
 * @param start where the values begin, in bytes
 * @param columnsFirst whether values stand column after column (Fortran order)
 */
record EmbeddingFileHeader(
    long start, int rows, int columns, NumpyType type, boolean bigEndian, boolean columnsFirst)
    implements Serializable {
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*('[^']*'|\\[.*\\])");
  private static final Pattern NUMBER = Pattern.compile("'([<>=|]?)([a-z]\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
  private static final int LONGEST_HEADER = 1 << 20;
  private static final int MOST_VALUES = 1 << 20;

  /**
   * @param name for messages
   * @param length of the whole file, which the header must account for
   */
  static EmbeddingFileHeader read(String name, InputStream file, long length) throws IOException {
    DataInputStream in = new DataInputStream(file);
    byte[] start = in.readNBytes(8);
    if (start.length < 8
        || !new String(start, 0, 6, StandardCharsets.ISO_8859_1).equals("\u0093NUMPY")) {
      throw new IllegalArgumentException(
          name + ": not a .npy file, it does not begin with \\x93NUMPY");
    }
    int version = start[6];
    if (version < 1 || version > 3) {
      throw new IllegalArgumentException(
          "%s: .npy version %d; versions 1 to 3 can be read".formatted(name, version));
    }
    int sizeBytes = version == 1 ? 2 : 4;
    byte[] size = in.readNBytes(sizeBytes);
    long header = 0;
    for (int b = size.length - 1; b >= 0; b--) {
      header = header << 8 | (size[b] & 0xff);
    }
    if (size.length < sizeBytes || header > Math.min(LONGEST_HEADER, length)) {
      throw new IllegalArgumentException(
          "%s: its header claims %d bytes, the file has %d".formatted(name, header, length));
    }
    String text = new String(in.readNBytes((int) header), StandardCharsets.UTF_8);
    return parse(name, text, 8 + sizeBytes + header).accountingFor(name, length);
  }

  private static EmbeddingFileHeader parse(String name, String text, long start) {
    String described = found(name, TYPE, "descr", text).group(1);
    Matcher number = NUMBER.matcher(described);
    Optional<NumpyType> type = number.matches() ? NumpyType.of(number.group(2)) : Optional.empty();
    if (type.isEmpty()) {
      throw new IllegalArgumentException(
          "%s: values of type %s; numbers (%s) can be read: save it with astype('float32')"
              .formatted(name, described, NumpyType.all()));
    }
    int[] shape = shape(name, found(name, SHAPE, "shape", text).group(1));
    boolean bigEndian =
        number.group(1).equals(">")
            || number.group(1).equals("=") && ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    return new EmbeddingFileHeader(
        start,
        shape[0],
        shape[1],
        type.get(),
        bigEndian,
        found(name, ORDER, "fortran_order", text).group(1).equals("True"));
  }

  /**
   * Rows and columns; NumPy of Python 2 writes an L behind a length. Lengths of 1 behind count not.
   */
  private static int[] shape(String name, String written) {
    List<String> sizes =
        Arrays.stream(written.split(","))
            .map(size -> size.strip().replaceFirst("L$", ""))
            .filter(size -> !size.isEmpty())
            .collect(Collectors.toCollection(ArrayList::new));
    while (sizes.size() > 2 && sizes.get(sizes.size() - 1).equals("1")) {
      sizes.remove(sizes.size() - 1);
    }
    if (sizes.size() != 2 || !sizes.stream().allMatch(size -> size.matches("\\d{1,10}"))) {
      throw new IllegalArgumentException(
          "%s: shape (%s); embeddings need two dimensions, rows and values"
              .formatted(name, written));
    }
    long rows = Long.parseLong(sizes.get(0));
    long columns = Long.parseLong(sizes.get(1));
    if (rows > Integer.MAX_VALUE || columns > MOST_VALUES) {
      throw new IllegalArgumentException(
          "%s: shape (%s); at most %d rows of at most %d values can be compared"
              .formatted(name, written, Integer.MAX_VALUE, MOST_VALUES));
    }
    return new int[] {(int) rows, (int) columns};
  }

  private static Matcher found(String name, Pattern pattern, String key, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "%s: its header does not say %s: %s".formatted(name, key, text.strip()));
    }
    return matcher;
  }

  private EmbeddingFileHeader accountingFor(String name, long length) {
    long claimed = start + (long) rows * columns * type.bytes();
    if (claimed != length) {
      throw new IllegalArgumentException(
          "%s: %d × %d values of %d bytes make %d bytes, the file has %d"
              .formatted(name, rows, columns, type.bytes(), claimed, length));
    }
    if (rows == 0 || columns == 0) {
      throw new IllegalArgumentException(
          "%s: no values, shape (%d, %d)".formatted(name, rows, columns));
    }
    return this;
  }

  ByteOrder order() {
    return bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }
}
