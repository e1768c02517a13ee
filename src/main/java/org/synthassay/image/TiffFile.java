package org.synthassay.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.synthassay.image.Rejected.Reason;

/** TIFF's structure (revision 6.0): the first page's form and its strips or tiles. */
final class TiffFile {
  private static final int SUBFILE_TYPE = 254;
  private static final int WIDTH = 256;
  private static final int LENGTH = 257;
  private static final int BITS = 258;
  private static final int COMPRESSION = 259;
  private static final int PHOTOMETRIC = 262;
  private static final int STRIP_OFFSETS = 273;
  private static final int SAMPLES = 277;
  private static final int ROWS_PER_STRIP = 278;
  private static final int STRIP_BYTES = 279;
  private static final int PLANAR = 284;
  private static final int TILE_WIDTH = 322;
  private static final int TILE_LENGTH = 323;
  private static final int TILE_OFFSETS = 324;
  private static final int TILE_BYTES = 325;
  private static final int EXTRA_SAMPLES = 338;
  private static final int SAMPLE_FORMAT = 339;
  private static final int WHITE_IS_ZERO = 0;
  private static final int PALETTE = 3;

  private TiffFile() {}

  static Header header(ByteBuffer file) {
    TiffDirectory page = directory(file, 0);
    int bits = (int) page.first(BITS, 1);
    long format = page.first(SAMPLE_FORMAT, 1);
    long photometric = page.first(PHOTOMETRIC, -1);
    boolean depthIsRead =
        bits == 1 || bits == 8 || bits == 16 || bits == 4 && photometric == PALETTE;
    if (format != 1 || !depthIsRead || Arrays.stream(page.all(BITS)).anyMatch(b -> b != bits)) {
      throw new RejectedException(
          Reason.UNSUPPORTED_DEPTH,
          "TIFF has %s bits a channel in sample format %d; 8 and 16 bits unsigned (format 1) are read"
              .formatted(Arrays.toString(page.all(BITS)), format));
    }
    boolean alpha = page.all(EXTRA_SAMPLES).length > 0;
    boolean deepGrey = bits == 16 && photometric <= 1;
    if (deepGrey && page.first(SAMPLES, 1) != 1) {
      throw new RejectedException(
          Reason.UNSUPPORTED_DEPTH, "TIFF has 16-bit grey with alpha; drop the alpha channel");
    }
    int channels = photometric <= 1 ? 1 : 3;
    return new Header(
        (int) page.first(WIDTH, 0),
        (int) page.first(LENGTH, 0),
        photometric == PALETTE ? 8 : bits,
        alpha ? channels + 1 : channels,
        deepGrey && photometric == WHITE_IS_ZERO);
  }

  /** One full-resolution page, whose strips or tiles unpack to every row. */
  static void checkComplete(ByteBuffer file, Header header) {
    TiffDirectory page = directory(file, 0);
    checkSinglePage(file, page);
    boolean tiled = page.tags().containsKey(TILE_OFFSETS);
    long[] offsets = page.all(tiled ? TILE_OFFSETS : STRIP_OFFSETS);
    long[] sizes = page.all(tiled ? TILE_BYTES : STRIP_BYTES);
    long[] unpacked = tiled ? tileBytes(page, header) : stripBytes(page, header);
    if (offsets.length < unpacked.length || sizes.length < unpacked.length) {
      throw new RejectedException(
          Reason.TRUNCATED,
          "TIFF lists " + offsets.length + " strips or tiles of " + unpacked.length);
    }
    TiffPacking packing = TiffPacking.of(page.first(COMPRESSION, 1));
    for (int i = 0; i < unpacked.length; i++) {
      if (offsets[i] + sizes[i] > file.limit()) {
        throw new RejectedException(
            Reason.TRUNCATED,
            "TIFF ends after %d bytes, strip or tile %d ends at %d"
                .formatted(file.limit(), i, offsets[i] + sizes[i]));
      }
      ByteBuffer packed = file.slice((int) offsets[i], (int) sizes[i]);
      if (!packing.holds(packed, unpacked[i])) {
        throw new RejectedException(
            Reason.TRUNCATED,
            "TIFF strip or tile %d does not unpack to its %d bytes".formatted(i, unpacked[i]));
      }
    }
  }

  /** Thumbnails and masks beside the page are passed over; a second page is not. */
  private static void checkSinglePage(ByteBuffer file, TiffDirectory first) {
    TiffDirectory page = first;
    for (int pages = 1; page.next() != 0; pages++) {
      page = directory(file, page.next());
      if ((page.first(SUBFILE_TYPE, 0) & 5) == 0) {
        throw new RejectedException(
            Reason.UNSUPPORTED_FORMAT, "TIFF holds several pages; split it into one file a page");
      }
      if (pages > 1000) {
        throw new RejectedException(Reason.UNDECODABLE, "TIFF lists more than 1000 directories");
      }
    }
  }

  private static TiffDirectory directory(ByteBuffer file, long offset) {
    try {
      return TiffDirectory.read(file, offset);
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw new RejectedException(
          Reason.TRUNCATED,
          "TIFF ends after " + file.limit() + " bytes, before a directory that it names");
    }
  }

  private static long[] stripBytes(TiffDirectory page, Header header) {
    long rows = Math.max(1, Math.min(page.first(ROWS_PER_STRIP, header.height()), header.height()));
    int strips = (int) ((header.height() + rows - 1) / rows);
    long[] bytes = new long[strips * planes(page)];
    for (int i = 0; i < bytes.length; i++) {
      long rowsHere = Math.min(rows, header.height() - i % strips * rows);
      bytes[i] = rowsHere * rowBytes(page, header.width());
    }
    return bytes;
  }

  private static long[] tileBytes(TiffDirectory page, Header header) {
    long width = Math.max(1, page.first(TILE_WIDTH, 1));
    long length = Math.max(1, page.first(TILE_LENGTH, 1));
    long across = (header.width() + width - 1) / width;
    long tiles = across * ((header.height() + length - 1) / length) * planes(page);
    long[] bytes = new long[Math.toIntExact(Math.min(tiles, 1 << 24))];
    Arrays.fill(bytes, length * rowBytes(page, width));
    return bytes;
  }

  private static int planes(TiffDirectory page) {
    return page.first(PLANAR, 1) == 2 ? (int) page.first(SAMPLES, 1) : 1;
  }

  private static long rowBytes(TiffDirectory page, long width) {
    long interleaved = page.first(PLANAR, 1) == 2 ? 1 : page.first(SAMPLES, 1);
    return (width * interleaved * page.first(BITS, 1) + 7) / 8;
  }
}
