package org.synthassay.shard;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A column of labels or groups: N or N×1 integers, floats, booleans or strings, as text. */
final class NpyText {
  private static final int MAX_ELEMENT = 4096;

  private NpyText() {}

  /** One text a row; the stream stands behind the header. */
  static List<String> read(InputStream in, NpyHeader header) throws IOException {
    if (header.rowElements() != 1) {
      throw new IOException("labels must have the shape (N) or (N, 1), not " + header.shapeText());
    }
    char kind = header.type().length() < 3 ? '?' : header.type().charAt(1);
    int size = elementBytes(header.type(), kind);
    ByteOrder order =
        header.type().startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    List<String> texts = new ArrayList<>();
    for (long row = 0; row < header.rows(); row++) {
      byte[] element = in.readNBytes(size);
      if (element.length < size) {
        throw new EOFException("labels end after " + row + " of " + header.rows() + " rows");
      }
      texts.add(text(kind, ByteBuffer.wrap(element).order(order)));
    }
    return texts;
  }

  private static int elementBytes(String type, char kind) throws IOException {
    String digits = type.length() < 3 ? "" : type.substring(2);
    int count = digits.matches("\\d{1,4}") ? Integer.parseInt(digits) : 0;
    boolean fits =
        switch (kind) {
          case 'i', 'u' -> count == 1 || count == 2 || count == 4 || count == 8;
          case 'f' -> count == 4 || count == 8;
          case 'b' -> count == 1;
          case 'U', 'S' -> count > 0 && count <= MAX_ELEMENT / 4;
          default -> false;
        };
    if (!fits) {
      throw new IOException(
          "labels of the type '" + ShardPosition.printable(type) + "' are not read");
    }
    return kind == 'U' ? 4 * count : count;
  }

  private static String text(char kind, ByteBuffer value) {
    int size = value.remaining();
    return switch (kind) {
      case 'b' -> Boolean.toString(value.get() != 0);
      case 'f' -> size == 4 ? CellText.of(value.getFloat()) : CellText.of(value.getDouble());
      case 'i', 'u' -> integer(kind == 'u', value);
      case 'S' -> StandardCharsets.UTF_8.decode(value).toString().replaceAll("\0+$", "");
      default -> utf32(value);
    };
  }

  private static String integer(boolean unsigned, ByteBuffer value) {
    return switch (value.remaining()) {
      case 1 -> Integer.toString(unsigned ? value.get() & 0xff : value.get());
      case 2 -> Integer.toString(unsigned ? value.getShort() & 0xffff : value.getShort());
      case 4 -> unsigned ? Integer.toUnsignedString(value.getInt()) : "" + value.getInt();
      default -> unsigned ? Long.toUnsignedString(value.getLong()) : "" + value.getLong();
    };
  }

  private static String utf32(ByteBuffer value) {
    StringBuilder text = new StringBuilder();
    while (value.hasRemaining()) {
      int point = value.getInt();
      if (point != 0) {
        text.appendCodePoint(Character.isValidCodePoint(point) ? point : '\uFFFD');
      }
    }
    return text.toString();
  }
}
