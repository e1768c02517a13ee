package org.synthassay.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.synthassay.image.Rejected.Reason;

/** DICOM's RLE: a PackBits segment a byte of a sample, the highest byte first (PS3.5 annex G). */
final class DicomRle {
  private static final int HEADER = 64;

  /** Two bytes make at most 128. */
  private static final long MAX_RATIO = 64;

  private DicomRle() {}

  /** A frame of interleaved samples, little endian. */
  static ByteBuffer decode(ByteBuffer frame, DicomImage image) {
    ByteBuffer in = frame.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int sampleBytes = image.allocated() / 8;
    int segments = in.getInt(0);
    if (segments != image.samples() * sampleBytes) {
      String what = "has %d RLE segments for %d channels of %d bytes";
      throw new RejectedException(
          Reason.UNDECODABLE, what.formatted(segments, image.samples(), sampleBytes));
    }
    if (in.remaining() * MAX_RATIO < image.bytes()) {
      throw new RejectedException(Reason.TRUNCATED, "has too few RLE bytes for its pixels");
    }
    byte[] out = new byte[Math.toIntExact(image.bytes())];
    int stride = image.samples() * sampleBytes;
    for (int segment = 0; segment < segments; segment++) {
      int from = in.getInt(4 + 4 * segment);
      int to = segment + 1 < segments ? in.getInt(8 + 4 * segment) : in.limit();
      if (from < HEADER || to < from || to > in.limit()) {
        throw new RejectedException(Reason.TRUNCATED, "has an RLE segment outside its frame");
      }
      int byteOfSample = sampleBytes - 1 - segment % sampleBytes;
      unpack(in, from, to, out, segment / sampleBytes * sampleBytes + byteOfSample, stride);
    }
    return ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void unpack(ByteBuffer in, int from, int to, byte[] out, int first, int stride) {
    int at = first;
    int position = from;
    while (at < out.length && position < to) {
      int control = in.get(position++);
      boolean literal = control >= 0;
      int count = control == -128 ? 0 : literal ? control + 1 : 1 - control;
      for (int i = 0; i < count && at < out.length; i++, at += stride) {
        out[at] = in.get(literal ? position + i : position);
      }
      position += control == -128 ? 0 : literal ? count : 1;
    }
    if (at < out.length) {
      throw new RejectedException(Reason.TRUNCATED, "has an RLE segment that ends early");
    }
  }
}
