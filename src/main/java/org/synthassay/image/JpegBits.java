package org.synthassay.image;

import java.nio.ByteBuffer;
import org.synthassay.image.Rejected.Reason;

/** The bits of one entropy-coded JPEG segment, byte stuffing undone (ITU-T T.81, F.2.2.5). */
final class JpegBits {
  private final byte[] file;
  private int at;
  private long bits;
  private int count;

  JpegBits(ByteBuffer file, int at) {
    this.file = file.array();
    this.at = at;
  }

  /** The next 16 bits, not yet taken; zeros past the end. */
  int peek() {
    if (count < 16) {
      fill();
    }
    return (int) (count < 16 ? bits << (16 - count) : bits >>> (count - 16)) & 0xffff;
  }

  /** Takes up to 32 bits; a marker before the last of them is an early end. */
  void skip(int width) {
    if (count < width) {
      fill();
      if (count < width) {
        throw new RejectedException(
            Reason.TRUNCATED, "JPEG has a scan that ends early, at byte " + at);
      }
    }
    count -= width;
  }

  /** The next bits as a number, up to 16. */
  int take(int width) {
    int value = peek() >> (16 - width);
    skip(width);
    return value;
  }

  /** Passes the restart marker that has to come next, the {@code index}-th of its scan from 0. */
  void restart(int index) {
    count = 0;
    while (file[at] != (byte) 0xff || file[at + 1] == 0 || file[at + 1] == (byte) 0xff) {
      at++;
    }
    if ((file[at + 1] & 0xff) != 0xd0 + index % 8) {
      throw new RejectedException(
          Reason.TRUNCATED, "JPEG has a scan that ends early, at byte " + at);
    }
    at += 2;
  }

  private void fill() {
    while (count <= 48) {
      byte next = file[at];
      if (next == (byte) 0xff && file[at + 1] != 0) {
        return;
      }
      at += next == (byte) 0xff ? 2 : 1;
      bits = bits << 8 | next & 0xff;
      count += 8;
    }
  }
}
