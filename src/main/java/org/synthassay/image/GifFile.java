package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;
import org.synthassay.image.Rejected.Reason;

/** GIF's structure (GIF89a): screen size, blocks, frames. */
final class GifFile {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int GRAPHIC_CONTROL = 0xf9;

  private GifFile() {}

  static Header header(ByteBuffer file) {
    ByteBuffer gif = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int channels = transparent(file).isPresent() ? 4 : 3;
    return new Header(gif.getShort(6) & 0xffff, gif.getShort(8) & 0xffff, 8, channels);
  }

  /** One frame, then the trailer; an animation is rejected. */
  static void checkComplete(ByteBuffer file, Header header) {
    int frames = 0;
    for (int at = afterTable(file, 10, 13); u8(file, at) != TRAILER; ) {
      switch (u8(file, at)) {
        case EXTENSION -> at = afterSubBlocks(file, at + 2);
        case IMAGE -> {
          frames++;
          at = afterSubBlocks(file, afterTable(file, at + 9, at + 10) + 1);
        }
        default ->
            throw new RejectedException(Reason.UNDECODABLE, "GIF has no block at byte " + at);
      }
    }
    if (frames != 1) {
      throw new RejectedException(
          frames == 0 ? Reason.TRUNCATED : Reason.UNSUPPORTED_FORMAT,
          "GIF holds " + frames + " frames, 1 is read; split it into one file a frame");
    }
  }

  /** The index of the transparent colour, where an extension before the first image names one. */
  static OptionalInt transparent(ByteBuffer file) {
    OptionalInt named = OptionalInt.empty();
    int at = afterTable(file, 10, 13);
    while (u8(file, at) == EXTENSION) {
      if (u8(file, at + 1) == GRAPHIC_CONTROL) {
        boolean transparent = (u8(file, at + 3) & 1) == 1;
        named = transparent ? OptionalInt.of(u8(file, at + 6)) : OptionalInt.empty();
      }
      at = afterSubBlocks(file, at + 2);
    }
    return named;
  }

  /** Where the first image's descriptor begins. */
  static int frame(ByteBuffer file) {
    int at = afterTable(file, 10, 13);
    while (u8(file, at) == EXTENSION) {
      at = afterSubBlocks(file, at + 2);
    }
    return at;
  }

  /** Colours of the palette that the packed byte at {@code flags} announces; 0: none. */
  static int colours(ByteBuffer file, int flags) {
    int packed = u8(file, flags);
    return (packed & 0x80) == 0 ? 0 : 1 << ((packed & 7) + 1);
  }

  /** Where what follows that palette begins, if it would begin at {@code at}. */
  static int afterTable(ByteBuffer file, int flags, int at) {
    return at + 3 * colours(file, flags);
  }

  private static int afterSubBlocks(ByteBuffer file, int at) {
    int next = at;
    while (u8(file, next) != 0) {
      next += u8(file, next) + 1;
    }
    return next + 1;
  }

  private static int u8(ByteBuffer file, int at) {
    return file.get(at) & 0xff;
  }
}
