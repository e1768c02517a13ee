package org.synthassay.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYCOLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_ANYDEPTH;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_COLOR;
import static org.bytedeco.opencv.global.opencv_imgcodecs.IMREAD_UNCHANGED;
import static org.bytedeco.opencv.global.opencv_imgcodecs.imdecode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Rejected.Reason;

/** The file formats that are read: how each is known, its header, and OpenCV's way to read it. */
enum Codec {
  PNG(PngFile::header, PngFile::checkComplete, IMREAD_UNCHANGED, "\u0089PNG\r\n\u001a\n"),
  // Anything but UNCHANGED turns the picture as EXIF says.
  JPEG(
      JpegFile::header,
      JpegFile::checkComplete,
      IMREAD_ANYCOLOR | IMREAD_ANYDEPTH,
      "\u00ff\u00d8\u00ff") {
    @Override
    byte[] whole(byte[] encoded) {
      return JpegFile.closed(encoded);
    }

    /** A bit at least for 64 pixels: the first scan of a progressive one. */
    @Override
    int mostPixelsOfByte() {
      return 8 * 64;
    }

    @Override
    void checkDecoded(ByteBuffer file, Mat decoded) {
      if (JpegPadding.isPossible(decoded)) {
        JpegSecondOpinion.check(file);
      }
    }
  },
  // Without ANYDEPTH libtiff converts alpha, palettes, white-is-zero and CMYK to 8 bits itself.
  TIFF(TiffFile::header, TiffFile::checkComplete, IMREAD_ANYCOLOR, "II*\0", "MM\0*") {
    @Override
    int readFlags(Header header) {
      // It rounds 16-bit colour to v/257, but cuts 16-bit grey down to v/256.
      boolean deepGrey = header.depth() == 16 && header.isGrey();
      return deepGrey ? IMREAD_ANYCOLOR | IMREAD_ANYDEPTH : IMREAD_ANYCOLOR;
    }
  },
  // The fourth byte of a 32-bit bitmap is unused, mostly 0: no alpha.
  BMP(BmpFile::header, BmpFile::checkComplete, IMREAD_COLOR, "BM"),
  // OpenCV reads none before 4.11.
  GIF(GifFile::header, GifFile::checkComplete, IMREAD_UNCHANGED, "GIF87a", "GIF89a") {
    @Override
    Mat read(byte[] encoded, Header header) {
      return GifPixels.of(encoded, header);
    }
  },
  WEBP(WebpFile::header, WebpFile::checkComplete, IMREAD_UNCHANGED, "RIFF????WEBP") {
    /** One colour is a few bytes at any size. */
    @Override
    int mostPixelsOfByte() {
      return Integer.MAX_VALUE;
    }
  },
  PNM(PnmFile::header, PnmFile::checkComplete, IMREAD_UNCHANGED, "P5", "P6");

  private final Function<ByteBuffer, Header> header;
  private final Check complete;
  private final int flags;
  private final String[] signatures;

  Codec(Function<ByteBuffer, Header> header, Check complete, int flags, String... signatures) {
    this.header = header;
    this.complete = complete;
    this.flags = flags;
    this.signatures = signatures;
  }

  /** Rejects a file that ends early or is damaged where decoders would pad in silence. */
  interface Check {
    void check(ByteBuffer file, Header header);
  }

  static Codec of(byte[] encoded) {
    for (Codec codec : values()) {
      for (String signature : codec.signatures) {
        if (startsWith(encoded, 0, signature)) {
          return codec;
        }
      }
    }
    for (Unread format : Unread.values()) {
      if (startsWith(encoded, format.offset, format.signature)) {
        throw new RejectedException(
            Reason.UNSUPPORTED_FORMAT, format.title + " is not read; convert it to PNG");
      }
    }
    String start = HexFormat.ofDelimiter(" ").formatHex(encoded, 0, Math.min(4, encoded.length));
    throw new RejectedException(
        Reason.UNDECODABLE,
        "starts with bytes "
            + start
            + ", which is none of PNG, JPEG, TIFF, BMP, GIF, WebP, PNM, DICOM");
  }

  /** The most pixels that a byte of a file can stand for: deflate's 1032 bytes of 8 pixels. */
  int mostPixelsOfByte() {
    return 8 * 1032;
  }

  /** The file, mended where nothing of its picture is missing. */
  byte[] whole(byte[] encoded) {
    return encoded;
  }

  /** Size and form from the first bytes, before any memory is taken for pixels. */
  Header header(ByteBuffer file) {
    return header.apply(file);
  }

  void checkComplete(ByteBuffer file, Header parsed) {
    complete.check(file, parsed);
  }

  /** Looks into what would be too dear to look for in every file before it is decoded. */
  void checkDecoded(ByteBuffer file, Mat decoded) {}

  /** The file's pixels, as OpenCV orders them; empty where they are damaged. */
  Mat read(byte[] encoded, Header header) {
    try (BytePointer bytes = new BytePointer(encoded);
        Mat buffer = new Mat(1, encoded.length, CV_8UC1, bytes)) {
      return imdecode(buffer, readFlags(header));
    }
  }

  /** What a JPEG was quantised with, 1 to 100; null for others. */
  @Nullable Integer quality(ByteBuffer file) {
    return this == JPEG ? JpegQuality.of(file) : null;
  }

  /** How OpenCV is asked to read a file with such a header. */
  int readFlags(Header header) {
    return flags;
  }

  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static boolean startsWith(byte[] encoded, int offset, String signature) {
    byte[] expected = signature.getBytes(StandardCharsets.ISO_8859_1);
    if (encoded.length < offset + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != '?' && encoded[offset + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** Formats that are known, so that the sentence can name them, but not read. */
  private enum Unread {
    BIG_TIFF_LITTLE("BigTIFF", 0, "II+\0"),
    BIG_TIFF_BIG("BigTIFF", 0, "MM\0+"),
    JPEG2000("JPEG 2000", 4, "jP  \r\n"),
    JPEG2000_STREAM("JPEG 2000", 0, "\u00ff\u004f\u00ff\u0051"),
    HEIF("HEIF or AVIF", 4, "ftyp"),
    NETPBM("this Netpbm form", 0, "P?\n"),
    GZIP("gzip", 0, "\u001f\u008b"),
    PDF("PDF", 0, "%PDF");

    private final String title;
    private final int offset;
    private final String signature;

    Unread(String title, int offset, String signature) {
      this.title = title;
      this.offset = offset;
      this.signature = signature;
    }
  }
}
