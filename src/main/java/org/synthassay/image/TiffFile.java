package org.synthassay.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
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
  private static final long LARGE_TILE = 1 << 22;
  private static final int MOST_SAMPLES = 5; // CMYK and alpha
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
    int samples = Math.min(page.count(BITS), MOST_SAMPLES + 1);
    int[] all = IntStream.range(0, samples).map(i -> (int) page.get(BITS, i)).toArray();
    if (format != 1 || !depthIsRead || Arrays.stream(all).anyMatch(b -> b != bits)) {
      throw new RejectedException(
          Reason.UNSUPPORTED_DEPTH,
          "TIFF has %s bits a channel in sample format %d; 8 and 16 bits unsigned (format 1) are read"
              .formatted(Arrays.toString(all), format));
    }
    if (page.first(SAMPLES, 1) < 1 || page.first(SAMPLES, 1) > MOST_SAMPLES) {
      throw new RejectedException(
          Reason.UNSUPPORTED_FORMAT,
          "TIFF claims %d channels, 1 to %d are read"
              .formatted(page.first(SAMPLES, 1), MOST_SAMPLES));
    }
    boolean alpha = page.count(EXTRA_SAMPLES) > 0;
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
    int offsets = tiled ? TILE_OFFSETS : STRIP_OFFSETS;
    int sizes = tiled ? TILE_BYTES : STRIP_BYTES;
    long parts = planes(page) * (tiled ? tiles(page, header) : strips(page, header));
    if (page.count(offsets) < parts || page.count(sizes) < parts) {
      throw new RejectedException(
          Reason.TRUNCATED, "TIFF lists " + page.count(offsets) + " strips or tiles of " + parts);
    }
    TiffPacking packing = TiffPacking.of(page.first(COMPRESSION, 1));
    long packedBytes = 0;
    for (int i = 0; i < parts; i++) {
      long size = page.get(sizes, i);
      long end = page.get(offsets, i) + size;
      packedBytes += size;
      if (end > file.limit()) {
        throw new RejectedException(
            Reason.TRUNCATED,
            "TIFF ends after %d bytes, strip or tile %d ends at %d"
                .formatted(file.limit(), i, end));
      }
      if (packedBytes > file.limit()) {
        throw new RejectedException(
            Reason.UNDECODABLE,
            "TIFF has strips or tiles that lie over each other: %d bytes in a file of %d"
                .formatted(packedBytes, file.limit()));
      }
      long bytes = tiled ? tileBytes(page) : stripBytes(page, header, i);
      if (!packing.holds(file.slice((int) (end - size), (int) size), bytes)) {
        throw new RejectedException(
            Reason.TRUNCATED,
            "TIFF strip or tile %d does not unpack to its %d bytes".formatted(i, bytes));
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

  private static long rowsPerStrip(TiffDirectory page, Header header) {
    return Math.max(1, Math.min(page.first(ROWS_PER_STRIP, header.height()), header.height()));
  }

  /** Strips of a plane. */
  private static long strips(TiffDirectory page, Header header) {
    long rows = rowsPerStrip(page, header);
    return (header.height() + rows - 1) / rows;
  }

  private static long stripBytes(TiffDirectory page, Header header, int index) {
    long rows = rowsPerStrip(page, header);
    long above = index % strips(page, header) * rows;
    return Math.min(rows, header.height() - above) * rowBytes(page, header.width());
  }

  /** Tiles of a plane. */
  private static long tiles(TiffDirectory page, Header header) {
    long width = Math.max(1, page.first(TILE_WIDTH, 1));
    long length = Math.max(1, page.first(TILE_LENGTH, 1));
    if (Math.max(width, length) > 1 << 16
        || width * length > Math.max(LARGE_TILE, 4 * header.pixels())) {
      throw new RejectedException(
          Reason.UNDECODABLE,
          "TIFF claims tiles of %d×%d for a picture of %d×%d"
              .formatted(width, length, header.width(), header.height()));
    }
    long across = (header.width() + width - 1) / width;
    return across * ((header.height() + length - 1) / length);
  }

  private static long tileBytes(TiffDirectory page) {
    long width = Math.max(1, page.first(TILE_WIDTH, 1));
    return Math.max(1, page.first(TILE_LENGTH, 1)) * rowBytes(page, width);
  }

  private static int planes(TiffDirectory page) {
    return page.first(PLANAR, 1) == 2 ? (int) page.first(SAMPLES, 1) : 1;
  }

  private static long rowBytes(TiffDirectory page, long width) {
    long interleaved = page.first(PLANAR, 1) == 2 ? 1 : page.first(SAMPLES, 1);
    return (width * interleaved * page.first(BITS, 1) + 7) / 8;
  }
}
