package org.synthassay.shard;

import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.synthassay.image.Rejected.Reason;

/**
 * The head of a .npy array (NumPy enhancement proposal 1, versions 1 to 3).
 *
 * @param type NumPy's type, such as {@code |u1}; of a structured one its list of fields
 * @param shape lengths; empty for a scalar
 * @param bytes of this header in the file
 */
@SuppressWarnings("ArrayRecordComponent")
public record NpyHeader(String type, boolean fortranOrder, long[] shape, int bytes) {
  private static final String MAGIC = "\u0093NUMPY";
  private static final int MAX_TEXT = 1 << 16;
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*(?:'([^']*)'|(\\[.*\\]))");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([^)]*)\\)");

  /**
   * Leaves the stream at the array's first element.
   *
   * @throws StreamCorruptedException where it is no such head
   * @throws IOException where it cannot be read
   */
  public static NpyHeader read(InputStream in) throws IOException {
    byte[] start = in.readNBytes(8);
    if (start.length < 8 || !new String(start, 0, 6, StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      throw new StreamCorruptedException("it is no .npy array");
    }
    if (start[6] < 1 || start[6] > 3) {
      throw new StreamCorruptedException(
          "it is of .npy version " + start[6] + ", and versions 1 to 3 are read");
    }
    int lengthBytes = start[6] == 1 ? 2 : 4;
    byte[] length = read(in, lengthBytes);
    long count = 0;
    for (int i = lengthBytes - 1; i >= 0; i--) {
      count = count << 8 | (length[i] & 0xff);
    }
    if (count > MAX_TEXT) {
      throw new StreamCorruptedException(
          "its .npy header claims " + count + " bytes, limit is " + MAX_TEXT);
    }
    String text = new String(read(in, (int) count), StandardCharsets.ISO_8859_1);
    return parse(text, 8 + lengthBytes + (int) count);
  }

  private static NpyHeader parse(String text, int bytes) throws IOException {
    Matcher type = TYPE.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!type.find() || !order.find() || !shape.find()) {
      throw new StreamCorruptedException(
          "its .npy header is no dictionary of descr, fortran_order and shape");
    }
    String name = type.group(1) == null ? type.group(2) : type.group(1);
    return new NpyHeader(name, order.group(1).equals("True"), lengths(shape.group(1)), bytes);
  }

  /** NumPy of Python 2 writes an L behind a length. */
  private static long[] lengths(String shape) throws IOException {
    String[] numbers = shape.replace("L", "").split(",");
    try {
      return Arrays.stream(numbers)
          .map(String::strip)
          .filter(number -> !number.isEmpty())
          .mapToLong(NpyHeader::length)
          .toArray();
    } catch (NumberFormatException e) {
      throw new StreamCorruptedException(
          "its .npy header has a bad shape (" + ShardPosition.printable(shape) + ")");
    }
  }

  private static long length(String number) {
    if (!number.matches("\\d+")) {
      throw new NumberFormatException(number);
    }
    return Long.parseLong(number);
  }

  private static byte[] read(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new StreamCorruptedException("it ends inside its .npy header");
    }
    return bytes;
  }

  /** Objects are pickles, which run code when they are loaded. */
  boolean holdsObjects() {
    return type.startsWith("[") || type.contains("O");
  }

  /** A picture as the one image of its array; else as it is. */
  NpyHeader as(ArrayLayout layout) throws ShardFault {
    if (layout != ArrayLayout.PICTURE || shape.length < 2) {
      return this;
    }
    if (shape.length > 3) {
      throw new ShardFault(
          Reason.UNSUPPORTED_FORMAT,
          "it has the shape %s, and a picture (layout) has H×W or H×W×C".formatted(shapeText()));
    }
    long[] one = new long[shape.length + 1];
    one[0] = 1;
    System.arraycopy(shape, 0, one, 1, shape.length);
    return new NpyHeader(type, fortranOrder, one, bytes);
  }

  /** N×H×W or N×H×W×C, by the number of dimensions. */
  boolean hasImageShape() {
    return shape.length == 3 || shape.length == 4;
  }

  /** H×W×3 and H×W×4 can be meant as one picture with its channels, which is not guessed. */
  boolean isOnePictureOrRows() {
    return shape.length == 3 && (shape[2] == 3 || shape[2] == 4);
  }

  long rows() {
    return shape.length == 0 ? 1 : shape[0];
  }

  /** Channels of an image array. */
  long channels() {
    return shape.length == 4 ? shape[3] : 1;
  }

  /** Elements of one row; fails where they overflow a long. */
  long rowElements() throws IOException {
    try {
      long product = 1;
      for (int i = 1; i < shape.length; i++) {
        product = Math.multiplyExact(product, shape[i]);
      }
      return product;
    } catch (ArithmeticException e) {
      throw new IOException("its shape " + Arrays.toString(shape) + " overflows", e);
    }
  }

  /** {@code (8, 28, 28)}, as NumPy writes it. */
  public String shapeText() {
    return Arrays.toString(shape).replace('[', '(').replace(']', ')');
  }
}
