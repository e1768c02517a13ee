package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * One image file directory of a TIFF: where its tags' unsigned values lie, and where the next one
 * is. Values are read from the file when they are asked for: a directory takes no memory of its own
 * for what it claims.
 *
 * @param next byte offset of the next directory, 0 for none
 */
record TiffDirectory(Map<Integer, Values> tags, long next) {

  /** A tag's values in the file. */
  record Values(ByteBuffer tiff, int at, int bytes, int count) {

    long get(int index) {
      int place = at + index * bytes;
      return switch (bytes) {
        case 1 -> tiff.get(place) & 0xff;
        case 2 -> tiff.getShort(place) & 0xffff;
        default -> u32(tiff, place);
      };
    }
  }

  /** The directory at a byte offset, or at the first one's where {@code offset} is 0. */
  static TiffDirectory read(ByteBuffer file, long offset) {
    ByteBuffer tiff = inOrder(file);
    int at = Math.toIntExact(offset == 0 ? u32(tiff, 4) : offset);
    int entries = tiff.getShort(at) & 0xffff;
    Map<Integer, Values> tags = new HashMap<>();
    for (int i = 0; i < entries; i++) {
      int entry = at + 2 + 12 * i;
      tags.put(tiff.getShort(entry) & 0xffff, values(tiff, entry));
    }
    return new TiffDirectory(tags, u32(tiff, at + 2 + 12 * entries));
  }

  long first(int tag, long otherwise) {
    return count(tag) == 0 ? otherwise : get(tag, 0);
  }

  /** How many values a tag has, 0 where it is not there. */
  int count(int tag) {
    Values values = tags.get(tag);
    return values == null ? 0 : values.count();
  }

  /** The value of a tag that has more than {@code index}. */
  long get(int tag, int index) {
    Values values = tags.get(tag);
    if (values == null || index >= values.count()) {
      throw new IndexOutOfBoundsException("tag " + tag + " has no value " + index);
    }
    return values.get(index);
  }

  private static ByteBuffer inOrder(ByteBuffer file) {
    boolean little = file.get(0) == 'I';
    return file.duplicate().order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
  }

  private static Values values(ByteBuffer tiff, int entry) {
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
    return new Values(tiff, (int) at, bytes, (int) count);
  }

  private static long u32(ByteBuffer tiff, int at) {
    return Integer.toUnsignedLong(tiff.getInt(at));
  }
}
