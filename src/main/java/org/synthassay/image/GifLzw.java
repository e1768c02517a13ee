package org.synthassay.image;

import java.nio.ByteBuffer;
import org.synthassay.image.Rejected.Reason;

/** GIF's LZW (GIF89a, appendix F): codes of a sub-block chain to palette indices. */
final class GifLzw {
  private static final int MAX_CODES = 1 << 12;
  private static final int NONE = -1;

  private final ByteBuffer file;
  private final int clear;
  private final byte[] last = new byte[MAX_CODES];
  private final short[] prefix = new short[MAX_CODES];
  private final int[] lengths = new int[MAX_CODES];
  private int at;
  private int left;
  private int bits;
  private int held;

  /** {@code at}: where the byte with the smallest code's size stands. */
  private GifLzw(ByteBuffer file, int at) {
    int size = file.get(at) & 0xff;
    if (size < 1 || size > 8) {
      throw damaged("has codes of " + size + " bits, 1 to 8 are possible");
    }
    this.file = file;
    this.at = at + 1;
    this.clear = 1 << size;
    for (int code = 0; code < clear; code++) {
      last[code] = (byte) code;
      lengths[code] = 1;
    }
  }

  /** Exactly so many indices, row after row as they stand in the file. */
  static byte[] indices(ByteBuffer file, int at, int count) {
    return new GifLzw(file, at).unpack(new byte[count]);
  }

  private byte[] unpack(byte[] indices) {
    int end = clear + 1;
    int next = end + 1;
    int width = width(next);
    int previous = NONE;
    for (int filled = 0; filled < indices.length; ) {
      int code = read(width);
      if (code == clear) {
        next = end + 1;
        width = width(next);
        previous = NONE;
        continue;
      }
      if (code == end || code > next || code == next && previous == NONE) {
        throw damaged("ends or errs after " + filled + " of " + indices.length + " pixels");
      }
      if (previous != NONE && next < MAX_CODES) {
        prefix[next] = (short) previous;
        lengths[next] = lengths[previous] + 1;
        last[next] = first(code == next ? previous : code);
        next++;
        width = Math.max(width, width(next));
      }
      if (code >= next) {
        throw damaged("names a code that is not there");
      }
      filled = put(code, indices, filled);
      previous = code;
    }
    return indices;
  }

  /** Bits of a code while {@code next} is the first unused one. */
  private static int width(int next) {
    return Math.min(12, 32 - Integer.numberOfLeadingZeros(next));
  }

  private byte first(int code) {
    int at = code;
    while (lengths[at] > 1) {
      at = prefix[at];
    }
    return last[at];
  }

  /** Writes the code's indices, as far as there is room, and tells where they end. */
  private int put(int code, byte[] indices, int from) {
    int end = from + lengths[code];
    int link = code;
    for (int i = end - 1; i >= from; i--) {
      if (i < indices.length) {
        indices[i] = last[link];
      }
      link = prefix[link];
    }
    return Math.min(end, indices.length);
  }

  private int read(int width) {
    while (bits < width) {
      if (left == 0) {
        left = file.get(at++) & 0xff;
        if (left == 0) {
          throw damaged("ends inside its pixels");
        }
      }
      held |= (file.get(at++) & 0xff) << bits;
      bits += 8;
      left--;
    }
    int code = held & (1 << width) - 1;
    held >>>= width;
    bits -= width;
    return code;
  }

  private static RejectedException damaged(String how) {
    return new RejectedException(Reason.UNDECODABLE, "GIF has damaged image data: it " + how);
  }
}
