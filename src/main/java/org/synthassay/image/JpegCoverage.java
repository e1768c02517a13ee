package org.synthassay.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.synthassay.image.Rejected.Reason;

/**
 * Which coefficients of which components the scans of a JPEG bring, to the last bit: a progressive
 * one that was cut and closed again decodes to a coarse picture without a word.
 */
final class JpegCoverage implements JpegFile.Visitor {
  private static final int COEFFICIENTS = 64;
  private static final int PROGRESSIVE = 0xc2;
  private static final int RESTART_INTERVAL = 0xdd;

  private final ByteBuffer file;
  private int frame;
  private int scans;
  private boolean restarts;

  /** By component and coefficient: true where all bits came. */
  private boolean[][] whole = {};

  JpegCoverage(ByteBuffer file) {
    this.file = file;
  }

  @Override
  public void segment(int at) {
    if (JpegFile.isFrame(u8(at))) {
      frame = at;
      whole = new boolean[u8(at + 8)][COEFFICIENTS];
    }
    restarts |= u8(at) == RESTART_INTERVAL && file.getShort(at + 3) != 0;
  }

  @Override
  public void scan(int at, int data) {
    if (frame == 0) {
      return;
    }
    scans++;
    boolean progressive = u8(frame) == PROGRESSIVE;
    int selectors = at + 4;
    int components = u8(at + 3);
    int spectrum = selectors + 2 * components;
    int first = progressive ? u8(spectrum) : 0;
    int last = progressive ? Math.min(COEFFICIENTS - 1, u8(spectrum + 1)) : COEFFICIENTS - 1;
    if (progressive && (u8(spectrum + 2) & 15) != 0) {
      return; // lower bits are still to come
    }
    for (int i = 0; i < components; i++) {
      for (int c = 0; c < whole.length; c++) {
        if (u8(frame + 9 + 3 * c) == u8(selectors + 2 * i) && first <= last) {
          Arrays.fill(whole[c], first, last + 1, true);
        }
      }
    }
  }

  /** Fails where a component, or a coefficient of it, never came. */
  void check() {
    for (boolean[] component : whole) {
      for (boolean coefficient : component) {
        if (!coefficient) {
          throw new RejectedException(
              Reason.TRUNCATED, "JPEG ends before the last of its scans: detail or colour is lost");
        }
      }
    }
    if (whole.length == 0) {
      throw new RejectedException(Reason.TRUNCATED, "JPEG ends before its first scan");
    }
  }

  /**
   * True where a scan that ends early need not leave grey at the picture's end ({@link
   * JpegPadding}): one of several, one with restart markers, or one of four components.
   */
  boolean padsAnywhere() {
    return scans > 1 || restarts || whole.length == 4;
  }

  private int u8(int at) {
    return file.get(at) & 0xff;
  }
}
