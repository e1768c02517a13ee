package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.synthassay.image.Rejected.Reason;

/** PNG's structure (ISO/IEC 15948): header fields, chunks, checksums. */
final class PngFile {
  private static final int SIGNATURE = 8;
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454e44;
  private static final int TRNS = 0x74524e53;
  private static final int ACTL = 0x6163544c;

  private PngFile() {}

  static Header header(ByteBuffer file) {
    if (file.getInt(SIGNATURE + 4) != IHDR) {
      throw new RejectedException(Reason.UNDECODABLE, "PNG does not start with an IHDR chunk");
    }
    int depth = file.get(24);
    int type = file.get(25);
    if (Integer.bitCount(depth) != 1 || depth < 1 || depth > 16) {
      throw new RejectedException(Reason.UNDECODABLE, "PNG has " + depth + " bits a channel");
    }
    int colours =
        switch (type) {
          case 0, 4 -> 1;
          case 2, 3, 6 -> 3;
          default ->
              throw new RejectedException(
                  Reason.UNDECODABLE, "PNG has unknown colour type " + type);
        };
    // The decoder keeps a grey image's transparent key level as a level.
    boolean alpha = type == 4 || type == 6 || type != 0 && hasTransparency(file);
    int channelDepth = type == 3 ? 8 : depth;
    return new Header(
        file.getInt(16), file.getInt(20), channelDepth, alpha ? colours + 1 : colours);
  }

  /** Every critical chunk's checksum, up to IEND; bytes after it do not matter. */
  static void checkComplete(ByteBuffer file, Header header) {
    boolean pixels = false;
    for (int at = SIGNATURE; ; at = next(file, at)) {
      if (file.limit() - at < 12 || next(file, at) > file.limit()) {
        throw new RejectedException(
            Reason.TRUNCATED, "PNG ends after " + file.limit() + " bytes without its IEND chunk");
      }
      int type = file.getInt(at + 4);
      boolean critical = (type & 0x20000000) == 0;
      if (critical && crc(file, at) != file.getInt(next(file, at) - 4)) {
        throw new RejectedException(
            Reason.UNDECODABLE,
            "PNG chunk " + name(file, at) + " at byte " + at + " does not match its checksum");
      }
      if (type == ACTL && file.getInt(at + 8) > 1) {
        throw new RejectedException(
            Reason.UNSUPPORTED_FORMAT,
            "PNG is an animation of " + file.getInt(at + 8) + " frames; split it into files");
      }
      pixels |= type == IDAT;
      if (type == IEND) {
        break;
      }
    }
    if (!pixels) {
      throw new RejectedException(Reason.TRUNCATED, "PNG has no IDAT chunk");
    }
  }

  private static boolean hasTransparency(ByteBuffer file) {
    for (int at = SIGNATURE; file.limit() - at >= 12; at = next(file, at)) {
      int type = file.getInt(at + 4);
      if (type == TRNS || type == IDAT) {
        return type == TRNS;
      }
    }
    return false;
  }

  private static int next(ByteBuffer file, int at) {
    long end = 12L + at + Integer.toUnsignedLong(file.getInt(at));
    return (int) Math.min(end, Integer.MAX_VALUE);
  }

  private static int crc(ByteBuffer file, int at) {
    CRC32 crc = new CRC32();
    crc.update(file.slice(at + 4, file.getInt(at) + 4));
    return (int) crc.getValue();
  }

  private static String name(ByteBuffer file, int at) {
    return StandardCharsets.US_ASCII.decode(file.slice(at + 4, 4)).toString();
  }
}
