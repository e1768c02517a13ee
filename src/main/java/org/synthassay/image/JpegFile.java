package org.synthassay.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.synthassay.image.Rejected.Reason;

/** JPEG's structure (ITU-T T.81, annex B): markers up to the end of the image. */
final class JpegFile {
  private static final int SOS = 0xda;
  private static final int EOI = 0xd9;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private JpegFile() {}

  static Header header(ByteBuffer file) {
    for (int at = 2; ; at = afterSegment(file, at)) {
      at = marker(file, at);
      int code = file.get(at) & 0xff;
      if (isFrame(code)) {
        return frame(file, at);
      }
      if (code == SOS || code == EOI) {
        throw new RejectedException(Reason.UNDECODABLE, "JPEG has no frame header");
      }
    }
  }

  /**
   * Walks to the end-of-image marker: what every component needs must be there. Bytes after the
   * marker do not matter.
   */
  static void checkComplete(ByteBuffer file, Header header) {
    JpegCoverage coverage = new JpegCoverage(file);
    walk(file, coverage);
    coverage.check();
    if (coverage.padsAnywhere()) {
      JpegSecondOpinion.check(file);
    }
  }

  /**
   * The file, closed where only its end-of-image marker, or the last byte of it, is missing: every
   * code of every scan must be there.
   */
  static byte[] closed(byte[] jpeg) {
    int end = jpeg.length;
    boolean half = jpeg[end - 1] == (byte) 0xff;
    if (jpeg[end - 2] == (byte) 0xff && jpeg[end - 1] == (byte) EOI) {
      return jpeg;
    }
    try {
      walk(ByteBuffer.wrap(jpeg), new JpegCoverage(ByteBuffer.wrap(jpeg)));
      return jpeg; // something follows the marker
    } catch (RejectedException open) {
      byte[] closed = Arrays.copyOf(jpeg, end + (half ? 1 : 2));
      closed[closed.length - 2] = (byte) 0xff;
      closed[closed.length - 1] = (byte) EOI;
      JpegCoverage coverage = new JpegCoverage(ByteBuffer.wrap(closed));
      try {
        walk(ByteBuffer.wrap(closed), coverage);
        coverage.check();
        JpegSecondOpinion.check(ByteBuffer.wrap(closed));
        return closed;
      } catch (RejectedException | IndexOutOfBoundsException damaged) {
        return jpeg; // to be told of as it is
      }
    }
  }

  /** What is told of each segment. */
  interface Visitor {
    /** A segment, given by the index of its marker's code. */
    void segment(int at);

    /** A scan whose header is at {@code at}, its entropy-coded data at {@code data}. */
    void scan(int at, int data);
  }

  private static void walk(ByteBuffer file, Visitor visitor) {
    try {
      for (int at = marker(file, 2); (file.get(at) & 0xff) != EOI; at = marker(file, at)) {
        int after = afterSegment(file, at);
        if ((file.get(at) & 0xff) == SOS) {
          visitor.scan(at, after);
          after = afterEntropyCoded(file.array(), after);
        } else {
          visitor.segment(at);
        }
        at = after;
      }
    } catch (IndexOutOfBoundsException e) {
      throw new RejectedException(
          Reason.TRUNCATED,
          "JPEG ends after " + file.limit() + " bytes without its end-of-image marker");
    }
  }

  private static Header frame(ByteBuffer file, int at) {
    int depth = file.get(at + 3);
    if (depth != 8) {
      throw new RejectedException(
          Reason.UNSUPPORTED_DEPTH, "JPEG has " + depth + " bits a channel, 8 are read");
    }
    int components = file.get(at + 8);
    return new Header(
        file.getShort(at + 6) & 0xffff,
        file.getShort(at + 4) & 0xffff,
        depth,
        components == 1 ? 1 : 3);
  }

  static boolean isFrame(int code) {
    return code >= 0xc0 && code <= 0xcf && code != 0xc4 && code != 0xc8 && code != 0xcc;
  }

  /** The index of the next marker's code, past fill bytes. */
  static int marker(ByteBuffer file, int at) {
    if (file.get(at) != (byte) 0xff) {
      throw new RejectedException(Reason.UNDECODABLE, "JPEG has no marker at byte " + at);
    }
    int code = at + 1;
    while (file.get(code) == (byte) 0xff) {
      code++;
    }
    return code;
  }

  static int afterSegment(ByteBuffer file, int at) {
    int code = file.get(at) & 0xff;
    boolean standalone = code == 0x01 || (code >= 0xd0 && code <= 0xd8);
    return at + 1 + (standalone ? 0 : file.getShort(at + 1) & 0xffff);
  }

  /** The index of the first marker that is neither a stuffed zero nor a restart. */
  private static int afterEntropyCoded(byte[] file, int at) {
    int end = at;
    while (true) {
      while (end + Long.BYTES <= file.length && !holdsFf((long) LONGS.get(file, end))) {
        end += Long.BYTES;
      }
      while (file[end] != (byte) 0xff) {
        end++;
      }
      int code = file[end + 1] & 0xff;
      if (code != 0 && code != 0xff && (code < 0xd0 || code > 0xd7)) {
        return end;
      }
      end++;
    }
  }

  /** Whether one of eight bytes is 0xff: nearly all of a file is passed over by this. */
  private static boolean holdsFf(long bytes) {
    return (~bytes - LOW_BITS & bytes & HIGH_BITS) != 0;
  }
}
