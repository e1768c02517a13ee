package org.synthassay.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected.Reason;

/**
 * Walks a sequential JPEG's Huffman codes and counts blocks, since libjpeg pads a scan that ends
 * early with grey and goes on; other processes (progressive, arithmetic) are passed over.
 */
final class JpegScans {
  private final ByteBuffer file;
  private final @Nullable JpegHuffman[] tables = new JpegHuffman[32];
  private int restartInterval;

  /** Where the frame header's length is, 0 until there is one that is followed. */
  private int frame;

  JpegScans(ByteBuffer file) {
    this.file = file;
  }

  /** Takes note of a segment, given by the index of its marker's code. */
  void segment(int at) {
    switch (u8(at)) {
      case 0xc0, 0xc1 -> frame = at + 1;
      case 0xc4 -> readTables(at);
      case 0xdd -> restartInterval = u16(at + 3);
      default -> {}
    }
  }

  /** Follows the scan whose header is at {@code at}, its data at {@code data}. */
  void scan(int at, int data) {
    if (frame == 0 || Arrays.stream(tables).allMatch(Objects::isNull)) {
      return; // a frame of motion JPEG has no tables: the standard's example ones are meant
    }
    int components = u8(at + 3);
    int[][] blocks = new int[components][];
    for (int i = 0; i < components; i++) {
      blocks[i] = component(u8(at + 4 + 2 * i), u8(at + 5 + 2 * i));
    }
    JpegBits bits = new JpegBits(file, data);
    int units = components == 1 ? single(blocks[0]) : interleaved();
    for (int unit = 0; unit < units; unit++) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
        bits.restart();
      }
      for (int[] component : blocks) {
        int count = components == 1 ? 1 : component[0] * component[1];
        for (int block = 0; block < count; block++) {
          block(bits, table(component[2]), table(component[3]));
        }
      }
    }
  }

  private static void block(JpegBits bits, JpegHuffman dc, JpegHuffman ac) {
    dc.next(bits);
    int k = 1;
    while (k < 64) {
      int symbol = ac.next(bits);
      int run = symbol >> 4;
      if ((symbol & 15) == 0 && run < 15) {
        return;
      }
      k += run + 1;
    }
    if (k > 64) {
      throw new RejectedException(
          Reason.UNDECODABLE, "JPEG has a block of more than 64 coefficients");
    }
  }

  private void readTables(int at) {
    int end = at + 1 + u16(at + 1);
    for (int next = at + 3; next < end; ) {
      JpegHuffman table = new JpegHuffman(file, next + 1);
      tables[u8(next) & 0x1f] = table;
      next = table.end();
    }
  }

  private JpegHuffman table(int index) {
    JpegHuffman table = tables[index];
    if (table == null) {
      throw new RejectedException(Reason.UNDECODABLE, "JPEG has a scan without its Huffman table");
    }
    return table;
  }

  /** A component's sampling factors, and its tables in this scan. */
  private int[] component(int id, int selectors) {
    for (int i = 0; i < u8(frame + 7); i++) {
      if (u8(frame + 8 + 3 * i) == id) {
        int sampling = u8(frame + 9 + 3 * i);
        return new int[] {
          Math.max(1, sampling >> 4),
          Math.max(1, sampling & 15),
          selectors >> 4 & 15,
          16 + (selectors & 15)
        };
      }
    }
    throw new RejectedException(Reason.UNDECODABLE, "JPEG has a scan of no component");
  }

  /** Blocks of a scan of one component. */
  private int single(int[] component) {
    int across = ceil(ceil(u16(frame + 5) * component[0], most(4)), 8);
    int down = ceil(ceil(u16(frame + 3) * component[1], most(0)), 8);
    return across * down;
  }

  /** Minimum coded units of a scan of several. */
  private int interleaved() {
    return ceil(u16(frame + 5), 8 * most(4)) * ceil(u16(frame + 3), 8 * most(0));
  }

  /** The largest sampling factor, across (shift 4) or down (shift 0). */
  private int most(int shift) {
    int most = 1;
    for (int i = 0; i < u8(frame + 7); i++) {
      most = Math.max(most, u8(frame + 9 + 3 * i) >> shift & 15);
    }
    return most;
  }

  private static int ceil(int length, int unit) {
    return (length + unit - 1) / unit;
  }

  private int u8(int at) {
    return file.get(at) & 0xff;
  }

  private int u16(int at) {
    return file.getShort(at) & 0xffff;
  }
}
