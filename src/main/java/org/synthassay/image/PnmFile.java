package org.synthassay.image;

import java.nio.ByteBuffer;
import org.synthassay.image.Rejected.Reason;

/** Binary PGM and PPM (Netpbm's P5 and P6), the form in which raw arrays come. */
final class PnmFile {
  private PnmFile() {}

  static Header header(ByteBuffer file) {
    int[] fields = fields(file);
    if (fields[2] != 255 && fields[2] != 65535) {
      throw new RejectedException(
          Reason.UNSUPPORTED_DEPTH, "PNM has maximum " + fields[2] + ", 255 and 65535 are read");
    }
    int depth = fields[2] == 255 ? 8 : 16;
    return new Header(fields[0], fields[1], depth, file.get(1) == '5' ? 1 : 3);
  }

  static void checkComplete(ByteBuffer file, Header header) {
    long end = fields(file)[3] + header.pixels() * header.channels() * (header.depth() / 8);
    if (end > file.limit()) {
      throw new RejectedException(
          Reason.TRUNCATED, "PNM ends after " + file.limit() + " bytes of " + end);
    }
  }

  /** Width, height, maximum, and where the pixels start. */
  private static int[] fields(ByteBuffer file) {
    int[] fields = new int[4];
    int at = 2;
    for (int i = 0; i < 3; i++) {
      at = skipSpace(file, at);
      int start = at;
      for (; Character.isDigit(file.get(at)) && at - start < 9; at++) {
        fields[i] = fields[i] * 10 + file.get(at) - '0';
      }
      if (at == start) {
        throw new RejectedException(Reason.UNDECODABLE, "PNM has no number at byte " + at);
      }
    }
    fields[3] = at + 1;
    return fields;
  }

  private static int skipSpace(ByteBuffer file, int from) {
    int at = from;
    while (Character.isWhitespace(file.get(at)) || file.get(at) == '#') {
      if (file.get(at) == '#') {
        while (file.get(at) != '\n') {
          at++;
        }
      }
      at++;
    }
    return at;
  }
}
