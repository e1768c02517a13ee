package org.synthassay.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.opencv.opencv_core.Mat;
import org.synthassay.image.Rejected.Reason;

/** The one frame of a GIF on its screen: what it leaves free or transparent has alpha 0. */
final class GifPixels {
  private static final int INTERLACED = 0x40;
  private static final int[] STARTS = {0, 4, 2, 1};
  private static final int[] STEPS = {8, 8, 4, 2};

  private final ByteBuffer file;
  private final Header screen;
  private final int at;
  private final int transparent;

  private GifPixels(ByteBuffer file, Header screen) {
    this.file = file;
    this.screen = screen;
    this.at = GifFile.frame(file);
    this.transparent = GifFile.transparent(file).orElse(-1);
  }

  /** CV_8UC3 or, with a transparent colour, CV_8UC4; the file's structure was judged before. */
  static Mat of(byte[] encoded, Header screen) {
    ByteBuffer file = ByteBuffer.wrap(encoded).order(ByteOrder.LITTLE_ENDIAN);
    byte[] pixels = new GifPixels(file, screen).pixels();
    Mat mat = new Mat(screen.height(), screen.width(), CV_8UC(screen.channels()));
    mat.data().put(pixels);
    return mat;
  }

  private byte[] pixels() {
    int left = u16(at + 1);
    int top = u16(at + 3);
    int width = u16(at + 5);
    int height = u16(at + 7);
    if (left + width > screen.width() || top + height > screen.height()) {
      throw new RejectedException(Reason.UNDECODABLE, "GIF has a frame that leaves its screen");
    }
    boolean own = GifFile.colours(file, at + 9) > 0;
    int table = own ? at + 10 : 13;
    int colours = GifFile.colours(file, own ? at + 9 : 10);
    int codes = GifFile.afterTable(file, at + 9, at + 10);
    byte[] indices = GifLzw.indices(file, codes, width * height);
    int[] rows = rows(height);
    byte[] pixels =
        new byte[Math.multiplyExact(screen.channels(), screen.width() * screen.height())];
    for (int i = 0; i < indices.length; i++) {
      int colour = indices[i] & 0xff;
      if (colour >= colours) {
        throw new RejectedException(Reason.UNDECODABLE, "GIF names a colour beyond its palette");
      }
      int to = (top + rows[i / width]) * screen.width() + left + i % width;
      paint(pixels, to * screen.channels(), table + 3 * colour, colour);
    }
    return pixels;
  }

  private void paint(byte[] pixels, int to, int from, int colour) {
    for (int c = 0; c < 3; c++) {
      pixels[to + c] = file.get(from + 2 - c);
    }
    if (screen.channels() == 4) {
      pixels[to + 3] = (byte) (colour == transparent ? 0 : 255);
    }
  }

  /** The screen row of each row of the frame as it stands in the file. */
  private int[] rows(int height) {
    int[] rows = new int[height];
    boolean interlaced = (file.get(at + 9) & INTERLACED) != 0;
    int next = 0;
    for (int pass = 0; pass < STARTS.length; pass++) {
      for (int y = STARTS[pass]; y < height; y += STEPS[pass]) {
        rows[next] = interlaced ? y : next;
        next++;
      }
    }
    return rows;
  }

  private int u16(int offset) {
    return file.getShort(offset) & 0xffff;
  }
}
