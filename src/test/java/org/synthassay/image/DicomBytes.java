package org.synthassay.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A DICOM file written element by element, for tests. */
final class DicomBytes {
  static final String IMPLICIT = "1.2.840.10008.1.2";
  static final String EXPLICIT = "1.2.840.10008.1.2.1";
  static final String BIG_ENDIAN = "1.2.840.10008.1.2.2";
  static final String RLE = "1.2.840.10008.1.2.5";
  static final String JPEG = "1.2.840.10008.1.2.4.50";
  static final String JPEG_LOSSLESS = "1.2.840.10008.1.2.4.70";
  private static final int UNDEFINED = -1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private ByteOrder order = ByteOrder.LITTLE_ENDIAN;
  private boolean explicit = true;

  DicomBytes(String syntax) {
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    text(0x00020010, "UI", syntax);
    explicit = !syntax.equals(IMPLICIT);
    order = syntax.equals(BIG_ENDIAN) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  /** What every grey image has. */
  static DicomBytes grey(String syntax, int rows, int columns, int bits) {
    return new DicomBytes(syntax)
        .number(0x00280002, 1)
        .text(0x00280004, "CS", "MONOCHROME2")
        .number(0x00280010, rows)
        .number(0x00280011, columns)
        .number(0x00280100, bits <= 8 ? 8 : 16)
        .number(0x00280101, bits)
        .number(0x00280102, bits - 1);
  }

  /** What every colour image has; {@code planar} is 0 or 1. */
  static DicomBytes colour(String syntax, String photometric, int rows, int columns, int planar) {
    return new DicomBytes(syntax)
        .number(0x00280002, 3)
        .text(0x00280004, "CS", photometric)
        .number(0x00280006, planar)
        .number(0x00280010, rows)
        .number(0x00280011, columns)
        .number(0x00280100, 8)
        .number(0x00280101, 8);
  }

  DicomBytes number(int tag, int value) {
    byte[] bytes = ByteBuffer.allocate(2).order(order).putShort((short) value).array();
    return element(tag, "US", bytes);
  }

  DicomBytes text(int tag, String vr, String value) {
    String even = value.length() % 2 == 0 ? value : value + (vr.equals("UI") ? "\0" : " ");
    return element(tag, vr, even.getBytes(StandardCharsets.ISO_8859_1));
  }

  DicomBytes element(int tag, String vr, byte[] value) {
    header(tag, vr, value.length);
    out.writeBytes(value);
    return this;
  }

  /** Elements alone, to be put into a sequence of this file. */
  byte[] inside(UnaryOperator<DicomBytes> elements) {
    DicomBytes content = new DicomBytes(explicit ? EXPLICIT : IMPLICIT);
    content.out.reset();
    return elements.apply(content).out.toByteArray();
  }

  /** A sequence and its one item, both of known length. */
  DicomBytes sized(int tag, UnaryOperator<DicomBytes> elements) {
    byte[] content = inside(elements);
    header(tag, "SQ", 8 + content.length);
    item(0xFFFEE000, content.length);
    out.writeBytes(content);
    return this;
  }

  /** A sequence and its one item, both of unknown length. */
  DicomBytes open(int tag, UnaryOperator<DicomBytes> elements) {
    header(tag, "SQ", UNDEFINED);
    item(0xFFFEE000, UNDEFINED);
    out.writeBytes(inside(elements));
    item(0xFFFEE00D, 0);
    item(0xFFFEE0DD, 0);
    return this;
  }

  /** A sequence of unknown length with one item of unknown length, which repeats Rows. */
  DicomBytes nested() {
    header(0x00880200, "SQ", UNDEFINED);
    item(0xFFFEE000, UNDEFINED);
    number(0x00280010, 999);
    item(0xFFFEE00D, 0);
    item(0xFFFEE0DD, 0);
    return this;
  }

  /** 16-bit pixels in the file's byte order. */
  byte[] pixels16(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(order);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return pixels(bytes.array());
  }

  byte[] pixels(byte[] bytes) {
    element(0x7FE00010, "OW", bytes);
    return out.toByteArray();
  }

  /** An empty table of offsets, then one fragment. */
  byte[] encapsulated(byte[] fragment) {
    header(0x7FE00010, "OB", UNDEFINED);
    item(0xFFFEE000, 0);
    item(0xFFFEE000, fragment.length);
    out.writeBytes(fragment);
    item(0xFFFEE0DD, 0);
    return out.toByteArray();
  }

  private void item(int tag, int length) {
    out.writeBytes(
        ByteBuffer.allocate(8)
            .order(order)
            .putShort((short) (tag >>> 16))
            .putShort((short) tag)
            .putInt(length)
            .array());
  }

  private void header(int tag, String vr, int length) {
    ByteBuffer head = ByteBuffer.allocate(12).order(order);
    head.putShort((short) (tag >>> 16)).putShort((short) tag);
    if (!explicit) {
      head.putInt(length);
    } else {
      head.put(vr.getBytes(StandardCharsets.US_ASCII));
      if (vr.matches("OB|OW|SQ|UN")) {
        head.putShort((short) 0).putInt(length);
      } else {
        head.putShort((short) length);
      }
    }
    out.write(head.array(), 0, head.position());
  }
}
