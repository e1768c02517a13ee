package org.synthassay.spark.vectors;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the header of a .npy file says (NumPy enhancement proposal 1, versions 1 to 3), for a table
 * of numbers.
 *
 * @param start where the values begin, in bytes
 * @param width bytes of a value, 4 or 8
 * @param columnsFirst whether values stand column after column (Fortran order)
 */
record EmbeddingFileHeader(
    long start, int rows, int columns, int width, boolean bigEndian, boolean columnsFirst)
    implements Serializable {
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([<>=|])([a-z])(\\d+)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");
  private static final int LONGEST_HEADER = 1 << 20;

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
    Matcher type = found(name, TYPE, text);
    Matcher shape = found(name, SHAPE, text);
    String[] sizes = shape.group(1).replaceAll("\\s|,\\s*$", "").split(",");
    boolean floating = type.group(2).equals("f") && type.group(3).matches("[48]");
    if (!floating) {
      throw new IllegalArgumentException(
          "%s: values of type %s%s; float32 (f4) and float64 (f8) can be read"
              .formatted(name, type.group(2), type.group(3)));
    }
    if (sizes.length != 2) {
      throw new IllegalArgumentException(
          "%s: shape (%s); embeddings need two dimensions, rows and values"
              .formatted(name, shape.group(1)));
    }
    boolean bigEndian =
        type.group(1).equals(">")
            || type.group(1).equals("=") && ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN;
    return new EmbeddingFileHeader(
        start,
        Integer.parseInt(sizes[0]),
        Integer.parseInt(sizes[1]),
        Integer.parseInt(type.group(3)),
        bigEndian,
        found(name, ORDER, text).group(1).equals("True"));
  }

  private static Matcher found(String name, Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException(
          "%s: its header does not say %s: %s".formatted(name, pattern.pattern(), text.strip()));
    }
    return matcher;
  }

  private EmbeddingFileHeader accountingFor(String name, long length) {
    long claimed = start + (long) rows * columns * width;
    if (claimed != length) {
      throw new IllegalArgumentException(
          "%s: %d × %d values of %d bytes make %d bytes, the file has %d"
              .formatted(name, rows, columns, width, claimed, length));
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
