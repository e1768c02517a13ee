package org.synthassay.image;

import java.util.Set;
import org.synthassay.image.Rejected.Reason;

/**
 * How a DICOM file's pixels are laid out and shown.
 *
 * @param samples channels: 1 or 3
 * @param allocated bits that a sample takes: 8 or 16
 * @param stored bits of a sample that count, the lowest at {@code shift}
 * @param planar channels one after the other
 */
record DicomImage(
    int rows,
    int columns,
    int samples,
    int allocated,
    int stored,
    int shift,
    boolean signed,
    boolean planar,
    String photometric) {
  private static final int FRAMES = 0x00280008;
  private static final int MODALITY_LUT = 0x00283000;
  private static final Set<String> GREY = Set.of("MONOCHROME1", "MONOCHROME2");

  static DicomImage of(DicomFile file, Limits limits) {
    int stored = required(file, 0x00280101, "BitsStored");
    DicomImage image =
        new DicomImage(
            required(file, 0x00280010, "Rows"),
            required(file, 0x00280011, "Columns"),
            file.number(0x00280002).orElse(1),
            required(file, 0x00280100, "BitsAllocated"),
            stored,
            file.number(0x00280102).orElse(stored - 1) + 1 - stored,
            file.number(0x00280103).orElse(0) == 1,
            file.number(0x00280006).orElse(0) == 1,
            file.text(0x00280004).orElse("MONOCHROME2"));
    image.check(file, limits);
    return image;
  }

  private static int required(DicomFile file, int tag, String name) {
    return file.number(tag)
        .orElseThrow(
            () -> new RejectedException(Reason.UNDECODABLE, "has no " + name + ": no image"));
  }

  private void check(DicomFile file, Limits limits) {
    if (rows < 1 || columns < 1) {
      throw new RejectedException(Reason.EMPTY, "has " + rows + " rows of " + columns + " pixels");
    }
    if (pixels() > limits.maxPixels() || bytes() > Integer.MAX_VALUE - 16) {
      String what = "claims %d×%d = %d pixels, limits.max-pixels is %d";
      throw new RejectedException(
          Reason.TOO_LARGE, what.formatted(columns, rows, pixels(), limits.maxPixels()));
    }
    boolean depthFits =
        (allocated == 8 || (allocated == 16 && samples == 1))
            && stored >= 1
            && shift >= 0
            && stored + shift <= allocated;
    if (!depthFits) {
      String what = "has %d bits of %d in %d channels; 8, or 16 in one channel, are read";
      throw new RejectedException(
          Reason.UNSUPPORTED_DEPTH, what.formatted(stored, allocated, samples));
    }
    boolean colourFits =
        samples == 1
            ? GREY.contains(photometric)
            : samples == 3 && (photometric.equals("RGB") || photometric.startsWith("YBR_FULL"));
    if (!colourFits) {
      throw DicomFile.unsupported("is " + photometric + " in " + samples + " channels");
    }
    if (file.has(MODALITY_LUT)) {
      throw DicomFile.unsupported("needs a modality look-up table");
    }
    String frames = file.text(FRAMES).orElse("1");
    if (!frames.equals("1")) {
      throw DicomFile.unsupported("holds " + frames + " frames, not one");
    }
  }

  long pixels() {
    return (long) rows * columns;
  }

  boolean isGrey() {
    return samples == 1;
  }

  /** Bytes of the frame, uncompressed. */
  long bytes() {
    return pixels() * samples * (allocated / 8);
  }
}
