package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.synthassay.image.Rejected.Reason;

/** WebP's structure (RIFF container): canvas size, alpha, animation. */
final class WebpFile {
  private static final int LOSSY = 0x20385056;
  private static final int LOSSLESS = 0x4c385056;
  private static final int EXTENDED = 0x58385056;

  private WebpFile() {}

  static Header header(ByteBuffer file) {
    ByteBuffer webp = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return switch (webp.getInt(12)) {
      case LOSSY -> new Header(webp.getShort(26) & 0x3fff, webp.getShort(28) & 0x3fff, 8, 3);
      case LOSSLESS -> {
        int bits = webp.getInt(21);
        int channels = (bits & 1 << 28) == 0 ? 3 : 4;
        yield new Header((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1, 8, channels);
      }
      case EXTENDED -> {
        int flags = webp.get(20);
        if ((flags & 0x02) != 0) {
          throw new RejectedException(
              Reason.UNSUPPORTED_FORMAT, "WebP is an animation; split it into one file a frame");
        }
        yield new Header(u24(webp, 24) + 1, u24(webp, 27) + 1, 8, (flags & 0x10) == 0 ? 3 : 4);
      }
      default -> throw new RejectedException(Reason.UNDECODABLE, "WebP has no image chunk");
    };
  }

  static void checkComplete(ByteBuffer file, Header header) {
    long end = 8 + Integer.toUnsignedLong(Integer.reverseBytes(file.getInt(4)));
    if (end > file.limit()) {
      throw new RejectedException(
          Reason.TRUNCATED, "WebP ends after " + file.limit() + " bytes of " + end);
    }
  }

  private static int u24(ByteBuffer webp, int at) {
    return webp.getInt(at) & 0xffffff;
  }
}
