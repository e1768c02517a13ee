package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
    int channels = isTransparent(file) ? 4 : 3;
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

  /** Whether an extension before the first image names a transparent colour. */
  private static boolean isTransparent(ByteBuffer file) {
    int at = afterTable(file, 10, 13);
    while (u8(file, at) == EXTENSION) {
      if (u8(file, at + 1) == GRAPHIC_CONTROL && (u8(file, at + 3) & 1) == 1) {
        return true;
      }
      at = afterSubBlocks(file, at + 2);
    }
    return false;
  }

  private static int afterTable(ByteBuffer file, int flags, int at) {
    int packed = u8(file, flags);
    return (packed & 0x80) == 0 ? at : at + (3 << ((packed & 7) + 1));
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
