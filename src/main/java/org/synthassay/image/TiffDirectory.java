package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * One image file directory of a TIFF: its tags' unsigned values, and where the next one is.
 *
 * @param next byte offset of the next directory, 0 for none
 */
record TiffDirectory(Map<Integer, long[]> tags, long next) {

  /** The directory at a byte offset, or at the first one's where {@code offset} is 0. */
  static TiffDirectory read(ByteBuffer file, long offset) {
    ByteBuffer tiff = inOrder(file);
    int at = Math.toIntExact(offset == 0 ? u32(tiff, 4) : offset);
    int entries = tiff.getShort(at) & 0xffff;
    Map<Integer, long[]> tags = new HashMap<>();
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + 12 * i;
      tags.put(tiff.getShort(entry) & 0xffff, values(tiff, entry));
    }
    return new TiffDirectory(tags, u32(tiff, at + 2 + 12 * entries));
  }

  long first(int tag, long otherwise) {
    long[] values = tags.get(tag);
    return values == null || values.length == 0 ? otherwise : values[0];
  }

  long[] all(int tag) {
    return tags.getOrDefault(tag, new long[0]);
  }

  private static ByteBuffer inOrder(ByteBuffer file) {
    boolean little = file.get(0) == 'I';
    return file.duplicate().order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private static long[] values(ByteBuffer tiff, int entry) {
    int bytes =
        switch (tiff.getShort(entry + 2)) {
          case 1 -> 1;
          case 3 -> 2;
          case 4 -> 4;
          default -> 0; // text, fractions: no tag that is read here
        };
    long count = bytes == 0 ? 0 : u32(tiff, entry + 4);
    long at = count * bytes <= 4 ? entry + 8 : u32(tiff, entry + 8);
    if (at + count * bytes > tiff.limit()) {
      throw new IndexOutOfBoundsException("tag's values lie outside the file");
    }
    long[] values = new long[(int) count];
    for (int i = 0; i < values.length; i++) {
      int index = (int) at + i * bytes;
      values[i] =
          switch (bytes) {
            case 1 -> tiff.get(index) & 0xff;
            case 2 -> tiff.getShort(index) & 0xffff;
            default -> u32(tiff, index);
          };
    }
    return values;
  }

  private static long u32(ByteBuffer tiff, int at) {
    return Integer.toUnsignedLong(tiff.getInt(at));
  }
}
