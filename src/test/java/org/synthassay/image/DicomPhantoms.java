package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A grey picture written as DICOM in several forms, all but JPEG's showing the same levels. */
public final class DicomPhantoms {
  /** How many forms there are; the last is JPEG baseline. */
  public static final int FORMS = 6;

  private DicomPhantoms() {}

  /** A .dcm file that shows a grey PNG. */
  public static byte[] of(byte[] png, int form) {
    try (Pixels pixels = (Pixels) ImageDecoder.decode(png, new Limits(1 << 24, 1 << 24))) {
      int[] levels = Drawn.levels(pixels);
      int rows = pixels.height();
      int columns = pixels.width();
      return switch (form) {
        case 0 -> DicomBytes.grey(DicomBytes.EXPLICIT, rows, columns, 8).pixels(bytes(levels, 0));
        case 1 ->
            DicomBytes.grey(DicomBytes.IMPLICIT, rows, columns, 8)
                .text(0x00280004, "CS", "MONOCHROME1")
                .pixels(bytes(levels, 255));
        case 2 ->
            DicomBytes.grey(DicomBytes.BIG_ENDIAN, rows, columns, 12)
                .text(0x00281050, "DS", "-872")
                .text(0x00281051, "DS", "256")
                .text(0x00281052, "DS", "-1024")
                .pixels16(Arrays.stream(levels).map(level -> level + 24).toArray());
        case 3 -> DicomBytes.grey(DicomBytes.RLE, rows, columns, 8).encapsulated(rle(levels));
        case 4 ->
            DicomBytes.grey(DicomBytes.JPEG_LOSSLESS, rows, columns, 8)
                .encapsulated(LosslessJpeg.encode(levels, columns, 8));
        default -> jpeg(levels, rows, columns);
      };
    }
  }

  private static byte[] bytes(int[] levels, int from) {
    byte[] bytes = new byte[levels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.abs(from - levels[i]);
    }
    return bytes;
  }

  /** One segment of literal runs. */
  private static byte[] rle(int[] levels) {
    ByteBuffer out = ByteBuffer.allocate(64 + 2 * levels.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(1).putInt(64).position(64);
    for (int at = 0; at < levels.length; at += 128) {
      int count = Math.min(128, levels.length - at);
      out.put((byte) (count - 1));
      for (int i = 0; i < count; i++) {
        out.put((byte) levels[at + i]);
      }
    }
    return Arrays.copyOf(out.array(), out.position() + out.position() % 2);
  }

  private static byte[] jpeg(int[] levels, int rows, int columns) {
    var image =
        new java.awt.image.BufferedImage(
            columns, rows, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, columns, rows, 0, levels);
    byte[] jpeg = Drawn.encoded(image, "jpeg");
    return DicomBytes.grey(DicomBytes.JPEG, rows, columns, 8)
        .encapsulated(Arrays.copyOf(jpeg, jpeg.length + jpeg.length % 2));
  }
}
