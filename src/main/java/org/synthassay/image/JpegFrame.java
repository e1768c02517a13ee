package org.synthassay.image;

import java.nio.ByteBuffer;
import org.synthassay.image.Rejected.Reason;

/**
 * A JPEG's frame header: how its components are sampled and cut into blocks of 8×8.
 *
 * @param at the index of its marker's code
 */
record JpegFrame(ByteBuffer file, int at) {

  boolean progressive() {
    return u8(at) == 0xc2;
  }

  int components() {
    return u8(at + 8);
  }

  /** The place of the component with an id among the others. */
  int indexOf(int id) {
    for (int i = 0; i < components(); i++) {
      if (u8(at + 9 + 3 * i) == id) {
        return i;
      }
    }
    throw new RejectedException(Reason.UNDECODABLE, "JPEG has a scan of no component");
  }

  /** Blocks of a component in a unit of an interleaved scan. */
  int blocksOfUnit(int component) {
    return sampling(component, 4) * sampling(component, 0);
  }

  /** Units of a scan of several components. */
  int units() {
    return ceil(width(), 8 * most(4)) * ceil(height(), 8 * most(0));
  }

  /** Blocks of a component in a scan of its own. */
  int blocks(int component) {
    int across = ceil(ceil(width() * sampling(component, 4), most(4)), 8);
    int down = ceil(ceil(height() * sampling(component, 0), most(0)), 8);
    return across * down;
  }

  private int height() {
    return file.getShort(at + 4) & 0xffff;
  }

  private int width() {
    return file.getShort(at + 6) & 0xffff;
  }

  /** The largest sampling factor, across (shift 4) or down (shift 0). */
  private int most(int shift) {
    int most = 1;
    for (int i = 0; i < components(); i++) {
      most = Math.max(most, sampling(i, shift));
    }
    return most;
  }

  private int sampling(int component, int shift) {
    return Math.max(1, u8(at + 10 + 3 * component) >> shift & 15);
  }

  private int u8(int index) {
    return file.get(index) & 0xff;
  }

  private static int ceil(int length, int unit) {
    return (length + unit - 1) / unit;
  }
}
