package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** TIFF files of one page and one strip, made tag by tag. */
final class TiffBytes {
  private final TreeMap<Integer, int[]> tags = new TreeMap<>();
  private final byte[] strip;
  private final ByteOrder order;

  private TiffBytes(byte[] strip, ByteOrder order) {
    this.strip = strip;
    this.order = order;
  }

  static TiffBytes of(int width, int height, int bits, byte[] strip) {
    return of(width, height, bits, strip, ByteOrder.LITTLE_ENDIAN);
  }

  static TiffBytes of(int width, int height, int bits, byte[] strip, ByteOrder order) {
    return new TiffBytes(strip, order)
        .tag(256, width)
        .tag(257, height)
        .tag(258, bits)
        .tag(259, 1)
        .tag(262, 1)
        .tag(273, 8)
        .tag(277, 1)
        .tag(278, height)
        .tag(279, strip.length);
  }

  /** Sets a tag's unsigned 16-bit values. */
  TiffBytes tag(int tag, int... values) {
    tags.put(tag, values);
    return this;
  }

  byte[] end() {
    return pages(1);
  }

  /** The same page several times. */
  byte[] pages(int pages) {
    int directory = 2 + 12 * tags.size() + 4;
    int values = tags.values().stream().mapToInt(v -> v.length > 2 ? 2 * v.length : 0).sum();
    int first = 8 + (strip.length + 1) / 2 * 2;
    ByteBuffer file = ByteBuffer.allocate(first + pages * (directory + values)).order(order);
    file.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
    file.putShort((short) 42).putInt(first).put(strip);
    for (int page = 0; page < pages; page++) {
      int at = first + page * (directory + values);
      writePage(file, at, page == pages - 1 ? 0 : at + directory + values);
    }
    return file.array();
  }

  private void writePage(ByteBuffer file, int at, int next) {
    file.position(at);
    file.putShort((short) tags.size());
    int behind = at + 2 + 12 * tags.size() + 4;
    for (Map.Entry<Integer, int[]> tag : tags.entrySet()) {
      int[] values = tag.getValue();
      file.putShort(tag.getKey().shortValue()).putShort((short) 3).putInt(values.length);
      int place = file.position();
      if (values.length > 2) {
        file.putInt(behind);
        file.position(behind);
        behind += 2 * values.length;
      }
      for (int value : values) {
        file.putShort((short) value);
      }
      file.position(place + 4);
    }
    file.putInt(next);
  }
}
