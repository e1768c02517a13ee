package org.synthassay.image;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Set;
import org.bytedeco.opencv.opencv_core.Mat;
import org.jspecify.annotations.Nullable;
import org.synthassay.image.Pixels.SourceFormat;
import org.synthassay.image.Rejected.Reason;

/**
 * DICOM to 8-bit pixels: one frame, uncompressed, RLE, JPEG baseline or JPEG lossless; grey through
 * rescale, window and photometric inversion, or RGB.
 */
public final class DicomDecoder {
  private static final Set<String> UNCOMPRESSED =
      Set.of("1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2");
  private static final String RLE = "1.2.840.10008.1.2.5";
  private static final String JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
  private static final Set<String> JPEG_LOSSLESS =
      Set.of("1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70");

  private DicomDecoder() {}

  /** Decodes a frame that is a JPEG file. */
  public interface JpegDecoder {
    Decoded decode(byte[] jpeg, Limits limits);
  }

  /** True where the bytes begin as a DICOM file does. */
  public static boolean isDicom(byte[] file) {
    return DicomFile.isDicom(file);
  }

  /**
   * Never throws for a bad file: what is wrong is the result.
   *
   * @param window of grey files of more than 8 bits, before their own; null: their own
   */
  public static Decoded decode(
      byte[] file, Limits limits, @Nullable DepthWindow window, JpegDecoder jpeg) {
    try {
      DicomFile dicom = DicomFile.parse(file);
      DicomImage image = DicomImage.of(dicom, limits);
      String syntax = dicom.text(DicomFile.TRANSFER_SYNTAX).orElse("1.2.840.10008.1.2");
      if (syntax.equals(JPEG_BASELINE)) {
        return jpeg(dicom, image, limits, jpeg);
      }
      ByteBuffer frame = frame(dicom, image, syntax);
      byte[] shown =
          image.isGrey()
              ? grey(frame, image, DicomWindow.table(dicom, image, window))
              : bgr(frame, image);
      return pixels(shown, image);
    } catch (RejectedException e) {
      return e.rejected();
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return new Rejected(
          Reason.TRUNCATED, "ends inside its structure, after " + file.length + " bytes");
    }
  }

  private static ByteBuffer frame(DicomFile dicom, DicomImage image, String syntax) {
    boolean compressed = syntax.equals(RLE) || JPEG_LOSSLESS.contains(syntax);
    if (!UNCOMPRESSED.contains(syntax) && !compressed) {
      throw DicomFile.unsupported("has the transfer syntax " + syntax);
    }
    if (dicom.isEncapsulated() != compressed) {
      throw new RejectedException(
          Reason.UNDECODABLE, "has pixel data that its transfer syntax does not allow");
    }
    ByteBuffer frame = dicom.pixels();
    if (compressed) {
      return syntax.equals(RLE)
          ? DicomRle.decode(frame, image)
          : DicomLossless.decode(bytes(frame), image);
    }
    if (frame.remaining() < image.bytes()) {
      String what = "has %d bytes of pixels, %d×%d need %d";
      throw new RejectedException(
          Reason.TRUNCATED,
          what.formatted(frame.remaining(), image.columns(), image.rows(), image.bytes()));
    }
    return frame;
  }

  private static byte[] bytes(ByteBuffer frame) {
    byte[] bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  private static byte[] grey(ByteBuffer frame, DicomImage image, byte[] table) {
    byte[] shown = new byte[(int) image.pixels()];
    int mask = table.length - 1;
    for (int i = 0; i < shown.length; i++) {
      int raw = image.allocated() == 8 ? frame.get(i) : frame.getShort(2 * i);
      shown[i] = table[(raw >> image.shift()) & mask];
    }
    return shown;
  }

  private static byte[] bgr(ByteBuffer frame, DicomImage image) {
    if (image.photometric().equals("YBR_FULL_422")) {
      throw DicomFile.unsupported("has halved colour (YBR_FULL_422) without JPEG");
    }
    int count = (int) image.pixels();
    byte[] shown = new byte[3 * count];
    int step = image.planar() ? 1 : 3;
    int plane = image.planar() ? count : 1;
    boolean ybr = image.photometric().equals("YBR_FULL");
    for (int i = 0; i < count; i++) {
      int first = frame.get(step * i) & 0xff;
      int second = frame.get(step * i + plane) & 0xff;
      int third = frame.get(step * i + 2 * plane) & 0xff;
      shown[3 * i] = ybr ? level(first + 1.772 * (second - 128)) : (byte) third;
      shown[3 * i + 1] =
          ybr ? level(first - 0.344136 * (second - 128) - 0.714136 * (third - 128)) : (byte) second;
      shown[3 * i + 2] = ybr ? level(first + 1.402 * (third - 128)) : (byte) first;
    }
    return shown;
  }

  private static byte level(double value) {
    return (byte) Math.round(Math.min(255, Math.max(0, value)));
  }

  private static Decoded jpeg(
      DicomFile dicom, DicomImage image, Limits limits, JpegDecoder decoder) {
    if (image.photometric().equals("RGB")) {
      throw DicomFile.unsupported("is RGB in JPEG, which decoders take for YCbCr");
    }
    Decoded decoded = decoder.decode(bytes(dicom.pixels()), limits);
    if (!(decoded instanceof Pixels pixels)) {
      return decoded;
    }
    try (pixels) {
      if (pixels.width() != image.columns()
          || pixels.height() != image.rows()
          || pixels.isGrey() != image.isGrey()
          || image.stored() != 8) {
        throw new RejectedException(
            Reason.UNDECODABLE, "holds a JPEG of another size, depth or colour than it claims");
      }
      byte[] shown = new byte[(int) image.bytes()];
      pixels.mat().data().get(shown);
      return pixels(
          image.isGrey()
              ? grey(ByteBuffer.wrap(shown), image, DicomWindow.table(dicom, image, null))
              : shown,
          image);
    }
  }

  private static Pixels pixels(byte[] shown, DicomImage image) {
    Mat mat = new Mat(image.rows(), image.columns(), image.isGrey() ? CV_8UC1 : CV_8UC3);
    mat.data().put(shown);
    return new Pixels(
        mat,
        new SourceFormat(
            "dicom", image.stored(), image.samples(), image.columns(), image.rows(), false));
  }
}
