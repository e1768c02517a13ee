package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.synthassay.image.Rejected.Reason;

/** BMP's structure (Windows bitmaps and OS/2 1.x): uncompressed rows behind a header. */
final class BmpFile {
  private static final int OS2_HEADER = 12;
  private static final int BITFIELDS = 3;

  private BmpFile() {}

  static Header header(ByteBuffer file) {
    ByteBuffer bmp = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    if (bmp.getInt(14) == OS2_HEADER) {
      return new Header(bmp.getShort(18) & 0xffff, bmp.getShort(20) & 0xffff, 8, 3);
    }
    int compression = bmp.getInt(30);
    if (compression != 0 && compression != BITFIELDS) {
      throw new RejectedException(
          Reason.UNSUPPORTED_FORMAT,
          "BMP uses compression " + compression + "; save it uncompressed");
    }
    if (compression == BITFIELDS && bits(bmp) == 32 && !isBgr(bmp)) {
      throw new RejectedException(
          Reason.UNSUPPORTED_FORMAT, "BMP uses channel masks other than 8-bit BGR");
    }
    // Rows may be stored from the top: the height is then negative.
    return new Header(bmp.getInt(18), Math.abs(bmp.getInt(22)), 8, 3);
  }

  static void checkComplete(ByteBuffer file, Header header) {
    ByteBuffer bmp = file.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    long stride = ((long) header.width() * bits(bmp) + 31) / 32 * 4;
    long end = Integer.toUnsignedLong(bmp.getInt(10)) + stride * header.height();
    if (end > file.limit()) {
      throw new RejectedException(
          Reason.TRUNCATED, "BMP ends after " + file.limit() + " bytes, its rows need " + end);
    }
  }

  private static int bits(ByteBuffer bmp) {
    return bmp.getShort(bmp.getInt(14) == OS2_HEADER ? 24 : 28);
  }

  private static boolean isBgr(ByteBuffer bmp) {
    return bmp.getInt(54) == 0xff0000 && bmp.getInt(58) == 0xff00 && bmp.getInt(62) == 0xff;
  }
}
