package org.synthassay.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_core.NORM_INF;
import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_core.merge;
import static org.bytedeco.opencv.global.opencv_core.multiply;
import static org.bytedeco.opencv.global.opencv_core.norm;
import static org.bytedeco.opencv.global.opencv_core.setNumThreads;

import java.nio.ByteBuffer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.MatVector;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Pixels.SourceFormat;
import org.synthassay.image.Rejected.Reason;

/** Encoded bytes to 8-bit pixels, whole or not at all. */
public final class ImageDecoder {
  /** OpenCV's own bound, which it answers with an exception. */
  private static final long MAX_DECODER_PIXELS = 1L << 30;

  private static final int MAX_DECODER_SIDE = 1 << 20;

  static {
    // A Spark task owns one core: OpenCV's pool would fight the other tasks for theirs.
    setNumThreads(1);
  }

  private ImageDecoder() {}

  /**
   * Decodes PNG, JPEG, TIFF, BMP, GIF, WebP, binary PGM/PPM and DICOM. 16 bits become v/257,
   * rounded, or what {@code window} or a DICOM file's own window says; alpha is composited on
   * black; a JPEG's EXIF and a TIFF's orientation are applied, a PNG's or WebP's EXIF is not. Size
   * and completeness are judged before memory is taken for pixels.
   *
   * @param window of grey images of more than 8 bits; null: their own
   */
  public static Decoded decode(byte[] encoded, Limits limits, @Nullable DepthWindow window) {
    if (encoded.length == 0) {
      return new Rejected(Reason.EMPTY, "holds no bytes");
    }
    if (encoded.length > limits.maxBytes()) {
      return new Rejected(
          Reason.TOO_LARGE,
          "has " + encoded.length + " bytes, limits.max-bytes is " + limits.maxBytes());
    }
    try {
      // A frame inside a DICOM file is no DICOM file again: nothing recurses.
      return DicomDecoder.isDicom(encoded)
          ? DicomDecoder.decode(encoded, limits, window, ImageDecoder::decodeShallow)
          : decodeFile(encoded, limits, window == null ? DepthWindow.FULL : window);
    } catch (RuntimeException e) {
      // A structure that none of the readers foresaw is the image's fault, not its task's.
      return new Rejected(Reason.UNDECODABLE, "has a structure that is not understood: " + e);
    }
  }

  /** With every image's own window. */
  public static Decoded decode(byte[] encoded, Limits limits) {
    return decode(encoded, limits, null);
  }

  private static Decoded decodeShallow(byte[] encoded, Limits limits) {
    return decodeFile(encoded, limits, DepthWindow.FULL);
  }

  private static Decoded decodeFile(byte[] encoded, Limits limits, DepthWindow window) {
    try {
      Codec codec = Codec.of(encoded);
      byte[] whole = codec.whole(encoded);
      Header header = examine(codec, whole, limits);
      return pixels(codec, header, whole, window);
    } catch (RejectedException e) {
      return e.rejected();
    }
  }

  private static Header examine(Codec codec, byte[] encoded, Limits limits) {
    ByteBuffer file = ByteBuffer.wrap(encoded);
    try {
      Header header = codec.header(file);
      checkSize(header, limits);
      checkWarranted(codec, header, encoded.length);
      codec.checkComplete(file, header);
      return header;
    } catch (IndexOutOfBoundsException e) {
      throw new RejectedException(
          Reason.TRUNCATED,
          codec + " ends inside its structure, after " + encoded.length + " bytes");
    }
  }

  private static void checkSize(Header header, Limits limits) {
    if (header.pixels() > limits.maxPixels()) {
      throw tooLarge(header, "limits.max-pixels is " + limits.maxPixels());
    }
    if (header.pixels() > MAX_DECODER_PIXELS
        || Math.max(header.width(), header.height()) > MAX_DECODER_SIDE) {
      throw tooLarge(
          header,
          "the decoder takes " + MAX_DECODER_PIXELS + " and " + MAX_DECODER_SIDE + " a side");
    }
  }

  /** Memory is taken for pixels that so many bytes can hold, however well they are packed. */
  private static void checkWarranted(Codec codec, Header header, int bytes) {
    if (header.pixels() / codec.mostPixelsOfByte() > bytes) {
      throw new RejectedException(
          Reason.TRUNCATED,
          "%s claims %d×%d pixels, more than its %d bytes can hold"
              .formatted(codec, header.width(), header.height(), bytes));
    }
  }

  private static RejectedException tooLarge(Header header, String limit) {
    return new RejectedException(
        Reason.TOO_LARGE,
        "claims %d×%d = %d pixels, %s"
            .formatted(header.width(), header.height(), header.pixels(), limit));
  }

  private static Pixels pixels(Codec codec, Header header, byte[] encoded, DepthWindow window) {
    try (Mat raw = codec.read(encoded, header)) {
      if (raw.empty()) {
        throw new RejectedException(Reason.UNDECODABLE, codec + " has damaged image data");
      }
      codec.checkDecoded(ByteBuffer.wrap(encoded), raw);
      SourceFormat format =
          new SourceFormat(
              codec.title(),
              header.depth(),
              header.channels(),
              header.width(),
              header.height(),
              header.hasAlpha(),
              window.equals(DepthWindow.FULL) ? usedBits(raw, header) : null,
              codec.quality(ByteBuffer.wrap(encoded)));
      return new Pixels(eightBit(raw, header, window), format);
    } catch (RejectedException e) {
      throw e;
    } catch (RuntimeException e) {
      // JavaCPP turns every C++ exception into a bare RuntimeException.
      throw new RejectedException(
          Reason.UNDECODABLE, codec + " was refused by OpenCV: " + firstLine(e));
    }
  }

  private static @Nullable Integer usedBits(Mat raw, Header header) {
    if (raw.depth() == CV_8U || header.whiteIsZero()) {
      return null;
    }
    try (Mat everywhere = new Mat()) {
      int highest = (int) norm(raw, NORM_INF, everywhere);
      return Integer.SIZE - Integer.numberOfLeadingZeros(highest);
    }
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
  }

  /** A Mat of its own to close, CV_8UC1 or CV_8UC3, whatever OpenCV read. */
  private static Mat eightBit(Mat raw, Header header, DepthWindow window) {
    if (raw.type() == (header.isGrey() ? CV_8UC1 : CV_8UC3)) {
      return new Mat(raw); // shares the pixels, which are counted
    }
    double range = raw.depth() == CV_8U ? 1 : 257;
    DepthWindow shown = header.isGrey() ? window : DepthWindow.FULL;
    Mat eight = new Mat();
    if (raw.channels() == 4) {
      if (raw.depth() != CV_8U && !shown.equals(DepthWindow.FULL)) {
        stretchColours(raw, shown);
      }
      compositeOnBlack(raw, range, eight);
    } else {
      double scale = raw.depth() == CV_8U ? 1 : shown.scale();
      double low = raw.depth() == CV_8U ? 0 : shown.low();
      double white = 255 * range;
      if (header.whiteIsZero()) {
        raw.convertTo(eight, CV_8U, -scale, (white - low) * scale);
      } else {
        raw.convertTo(eight, CV_8U, scale, -low * scale);
      }
    }
    if (header.isGrey() && eight.channels() == 3) {
      try (Mat colour = eight) {
        eight = new Mat();
        extractChannel(colour, eight, 0);
      }
    }
    return eight;
  }

  /** The window's part of the range becomes the whole range, alpha stays. */
  private static void stretchColours(Mat bgra, DepthWindow window) {
    double scale = 257 * window.scale();
    for (int c = 0; c < 3; c++) {
      try (Mat channel = new Mat()) {
        extractChannel(bgra, channel, c);
        channel.convertTo(channel, -1, scale, -window.low() * scale);
        insertChannel(channel, bgra, c);
      }
    }
  }

  private static void compositeOnBlack(Mat bgra, double range, Mat bgr) {
    try (Mat alpha = new Mat();
        MatVector composited = new MatVector(3L)) {
      extractChannel(bgra, alpha, 3);
      for (int c = 0; c < 3; c++) {
        try (Mat channel = new Mat();
            Mat product = new Mat()) {
          extractChannel(bgra, channel, c);
          multiply(channel, alpha, product, 1 / (255 * range * range), CV_8U);
          composited.put(c, product);
        }
      }
      merge(composited, bgr);
    }
  }
}
