package org.synthassay.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected.Reason;

/**
 * Follows a JPEG's Huffman codes and counts blocks, since libjpeg pads a scan that ends early and
 * goes on; arithmetic coding is passed over.
 */
final class JpegScans implements JpegFile.Visitor {
  private final ByteBuffer file;
  private final @Nullable JpegHuffman[] tables = new JpegHuffman[32];
  private int restartInterval;
  private @Nullable JpegFrame frame;
  private JpegProgress progress = new JpegProgress(0);

  JpegScans(ByteBuffer file) {
    this.file = file;
  }

  /** The blocks of one scan. */
  interface Blocks {
    /**
     * @param index of the block in its component, where the scan is of that alone
     */
    void next(JpegBits bits, int component, int index);

    /** Forgets what a restart marker ends. */
    default void restart() {}
  }

  @Override
  public void segment(int at) {
    switch (u8(at)) {
      case 0xc0, 0xc1, 0xc2 -> {
        frame = new JpegFrame(file, at);
        progress = new JpegProgress(frame.components());
      }
      case 0xc4 -> readTables(at);
      case 0xdd -> restartInterval = file.getShort(at + 3) & 0xffff;
      default -> {}
    }
  }

  @Override
  public void scan(int at, int data) {
    JpegFrame in = frame;
    if (in == null || Arrays.stream(tables).allMatch(Objects::isNull)) {
      return; // a frame of motion JPEG has no tables: the standard's example ones are meant
    }
    int[] components = new int[u8(at + 3)];
    int[] selectors = new int[in.components()];
    for (int i = 0; i < components.length; i++) {
      components[i] = in.indexOf(u8(at + 4 + 2 * i));
      selectors[components[i]] = u8(at + 5 + 2 * i);
    }
    Blocks blocks = in.progressive() ? progressive(at, selectors) : sequential(selectors);
    JpegBits bits = new JpegBits(file, data);
    boolean alone = components.length == 1;
    int units = alone ? in.blocks(components[0]) : in.units();
    if (alone) {
      progress.reserve(components[0], units);
    }
    for (int unit = 0; unit < units; unit++) {
      if (restartInterval > 0 && unit > 0 && unit % restartInterval == 0) {
        bits.restart(unit / restartInterval - 1);
        blocks.restart();
      }
      for (int component : components) {
        for (int i = alone ? 1 : in.blocksOfUnit(component); i > 0; i--) {
          blocks.next(bits, component, unit);
        }
      }
    }
  }

  private Blocks sequential(int[] selectors) {
    return (bits, component, index) ->
        block(bits, table(selectors[component] >> 4), table(16 + (selectors[component] & 15)));
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

  private Blocks progressive(int at, int[] selectors) {
    int spectrum = at + 4 + 2 * u8(at + 3);
    int first = u8(spectrum);
    int last = u8(spectrum + 1);
    boolean again = u8(spectrum + 2) >> 4 != 0;
    if (first == 0) {
      return (bits, component, index) -> {
        if (again) {
          bits.skip(1);
        } else {
          table(selectors[component] >> 4).next(bits);
        }
      };
    }
    int selector = Arrays.stream(selectors).max().orElse(0);
    JpegHuffman table = table(16 + (selector & 15));
    return again ? progress.refining(first, last, table) : progress.first(first, last, table);
  }

  private void readTables(int at) {
    int end = at + 1 + (file.getShort(at + 1) & 0xffff);
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

  private int u8(int at) {
    return file.get(at) & 0xff;
  }
}
