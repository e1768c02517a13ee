package org.synthassay.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files made chunk by chunk, right or wrong as a test needs them. */
final class PngBytes {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private PngBytes() {
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
  }

  static PngBytes of(int width, int height, int depth, int colourType) {
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(width).putInt(height).put((byte) depth).put((byte) colourType);
    return new PngBytes().chunk("IHDR", header.array());
  }

  PngBytes chunk(String type, byte[] content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    file.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
    file.writeBytes(name);
    file.writeBytes(content);
    file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    return this;
  }

  /** Pixel data: each row behind its filter byte. */
  PngBytes data(byte[]... rows) {
    ByteArrayOutputStream filtered = new ByteArrayOutputStream();
    for (byte[] row : rows) {
      filtered.write(0);
      filtered.writeBytes(row);
    }
    return chunk("IDAT", deflated(filtered.toByteArray()));
  }

  byte[] end() {
    return chunk("IEND", new byte[0]).file.toByteArray();
  }

  static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater();
    deflater.setInput(content);
    deflater.finish();
    byte[] packed = new byte[content.length + 100];
    int length = deflater.deflate(packed);
    deflater.end();
    return Arrays.copyOf(packed, length);
  }
}
