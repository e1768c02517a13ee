package org.synthassay.image;

import org.synthassay.image.Rejected.Reason;

/** A DICOM file that is not used, and why. */
final class DicomException extends Exception {
  private static final long serialVersionUID = 1L;
  private final Reason code;

  DicomException(Reason code, String message) {
    super(message);
    this.code = code;
  }

  /** A form that is not read, with what to do about it. */
  static DicomException unsupported(String what) {
    return new DicomException(
        Reason.UNSUPPORTED_FORMAT, what + ": convert it with dcmdjpeg, gdcmconv --raw or dcm2img");
  }

  Rejected rejected() {
    return new Rejected(code, String.valueOf(getMessage()));
  }
}
