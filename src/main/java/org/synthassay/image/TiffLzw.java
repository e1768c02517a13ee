package org.synthassay.image;

import java.nio.ByteBuffer;

/** TIFF's LZW (revision 6.0, section 13), followed by lengths alone. */
final class TiffLzw {
  private static final int CLEAR = 256;
  private static final int END = 257;

  private final ByteBuffer packed;
  private final int[] lengths = new int[4096];
  private long bit;
  private int next = END + 1;

  private TiffLzw(ByteBuffer packed) {
    this.packed = packed;
    java.util.Arrays.fill(lengths, 0, CLEAR, 1);
  }

  /** Whether the codes stand for at least so many bytes. */
  static boolean holds(ByteBuffer packed, long bytes) {
    return new TiffLzw(packed).unpackedBytes(bytes) >= bytes;
  }

  private long unpackedBytes(long enough) {
    long unpacked = 0;
    int previous = CLEAR;
    while (unpacked < enough) {
      int code = read();
      if (code == END || code > next || code == next && previous == CLEAR) {
        break;
      }
      if (code == CLEAR) {
        next = END + 1;
      } else {
        if (previous != CLEAR && next < lengths.length) {
          lengths[next++] = lengths[previous] + 1;
        }
        unpacked += lengths[code];
      }
      previous = code;
    }
    return unpacked;
  }

  /** The next code, 9 to 12 bits, widened one code early; END where the bytes end. */
  private int read() {
    int width = next >= 2047 ? 12 : next >= 1023 ? 11 : next >= 511 ? 10 : 9;
    if (bit + width > packed.limit() * 8L) {
      return END;
    }
    int code = 0;
    for (int i = 0; i < width; i++, bit++) {
      code = code << 1 | packed.get((int) (bit >> 3)) >> (7 - (bit & 7)) & 1;
    }
    return code;
  }
}
