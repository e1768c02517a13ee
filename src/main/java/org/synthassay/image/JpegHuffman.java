package org.synthassay.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.synthassay.image.Rejected.Reason;

/** A JPEG Huffman table (ITU-T T.81, annex C). */
final class JpegHuffman {
  /** Bits of the codes that are looked up at once; nearly all are shorter. */
  private static final int SHORT = 9;

  /** By the next bits: code length · 256 + symbol, 0 for a longer code. */
  private final int[] lookup = new int[1 << SHORT];

  /** By code length: the first code behind those of that length, in 16 bits. */
  private final int[] limit = new int[17];

  private final int[] offset = new int[17];
  private final byte[] symbols;
  private final int end;

  /** Reads a table whose 16 counts start at a byte of the file. */
  JpegHuffman(ByteBuffer file, int at) {
    int total = 0;
    for (int length = 1; length <= 16; length++) {
      total += file.get(at + length - 1) & 0xff;
    }
    symbols = new byte[total];
    file.get(at + 16, symbols);
    end = at + 16 + total;
    int code = 0;
    int index = 0;
    for (int length = 1; length <= 16; length++) {
      int codes = file.get(at + length - 1) & 0xff;
      offset[length] = index - code;
      for (int i = 0; i < codes && length <= SHORT; i++) {
        fill(code + i, length, symbols[index + i] & 0xff);
      }
      code += codes;
      index += codes;
      limit[length] = code << (16 - length);
      code <<= 1;
    }
  }

  /** The byte behind the table. */
  int end() {
    return end;
  }

  /** Takes one code and the value behind it, whose width is the symbol's low 4 bits. */
  int next(JpegBits bits) {
    int ahead = bits.peek();
    int entry = lookup[ahead >> (16 - SHORT)];
    if (entry != 0) {
      bits.skip((entry >> 8) + (entry & 15));
      return entry & 0xff;
    }
    return nextLong(bits, ahead);
  }

  private int nextLong(JpegBits bits, int ahead) {
    for (int length = SHORT + 1; length <= 16; length++) {
      if (ahead < limit[length]) {
        int symbol = symbols[offset[length] + (ahead >> (16 - length))] & 0xff;
        bits.skip(length + (symbol & 15));
        return symbol;
      }
    }
    bits.skip(16);
    throw new RejectedException(Reason.UNDECODABLE, "JPEG has a scan with an unknown code");
  }

  private void fill(int code, int length, int symbol) {
    int first = code << (SHORT - length);
    if (first + (1 << (SHORT - length)) > lookup.length) {
      throw new RejectedException(Reason.UNDECODABLE, "JPEG has an overfull Huffman table");
    }
    Arrays.fill(lookup, first, first + (1 << (SHORT - length)), length << 8 | symbol);
  }
}
