package org.synthassay.image;

import java.io.Serializable;

/** Why an image is not used: a code to count by and a sentence to read. */
public record Rejected(Reason code, String sentence) implements Decoded, Serializable {

  /** What an image can be rejected for; tables hold the lower-case name with hyphens. */
  public enum Reason {
    EMPTY,
    UNDECODABLE,
    TRUNCATED,
    TOO_LARGE,
    TOO_SMALL,
    UNSUPPORTED_FORMAT,
    UNSUPPORTED_DEPTH,
    UNREADABLE,
    DUPLICATE_ID,
    CONFLICT,
    OUTSIDE_ROOT,
    BAD_ARCHIVE,
    NOT_FINITE,
    BAD_ROW;

    /** The code in tables and reports, such as {@code too-large}. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
