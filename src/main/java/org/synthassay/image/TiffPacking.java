package org.synthassay.image;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.synthassay.image.Rejected.Reason;

/**
 * How a TIFF's strips and tiles are packed: only to tell whether one is whole, since libtiff leaves
 * the rest of a damaged strip black and reports success.
 */
enum TiffPacking {
  NONE {
    @Override
    boolean holds(ByteBuffer packed, long bytes) {
      return packed.limit() >= bytes;
    }
  },
  LZW {
    @Override
    boolean holds(ByteBuffer packed, long bytes) {
      return TiffLzw.holds(packed, bytes);
    }
  },
  DEFLATE {
    @Override
    boolean holds(ByteBuffer packed, long bytes) {
      Inflater inflater = new Inflater();
      try {
        inflater.setInput(packed);
        byte[] scratch = new byte[8192];
        int got;
        do {
          got = inflater.inflate(scratch);
        } while (got > 0 && inflater.getBytesWritten() < bytes);
        return inflater.getBytesWritten() >= bytes;
      } catch (DataFormatException e) {
        return false;
      } finally {
        inflater.end();
      }
    }
  },
  PACK_BITS {
    @Override
    boolean holds(ByteBuffer packed, long bytes) {
      long unpacked = 0;
      int at = 0;
      while (unpacked < bytes && at < packed.limit()) {
        int code = packed.get(at);
        int run = code >= 0 ? code + 1 : 1;
        if (at + run >= packed.limit()) {
          return false;
        }
        unpacked += code >= 0 ? run : code == -128 ? 0 : 1 - code;
        at += code == -128 ? 1 : 1 + run;
      }
      return unpacked >= bytes;
    }
  };

  /** Whether a packed strip or tile unpacks to at least so many bytes. */
  abstract boolean holds(ByteBuffer packed, long bytes);

  static TiffPacking of(long compression) {
    return switch ((int) compression) {
      case 1 -> NONE;
      case 5 -> LZW;
      case 8, 32946 -> DEFLATE;
      case 32773 -> PACK_BITS;
      default ->
          throw new RejectedException(
              Reason.UNSUPPORTED_FORMAT,
              "TIFF uses compression "
                  + compression
                  + "; none, LZW, Deflate and PackBits are read");
    };
  }
}
