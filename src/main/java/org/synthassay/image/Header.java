package org.synthassay.image;

/**
 * What a file says of itself, read from its first bytes without decoding.
 *
 * @param depth bits a channel
 * @param channels palette and alpha expanded: 1 grey, 2 grey and alpha, 3 colour, 4 colour and
 *     alpha
 * @param whiteIsZero the decoder hands levels over as stored, and white is stored as 0
 */
record Header(int width, int height, int depth, int channels, boolean whiteIsZero) {
  Header {
    if (width < 1 || height < 1) {
      throw new RejectedException(
          Rejected.Reason.UNDECODABLE,
          "claims "
              + Integer.toUnsignedString(width)
              + "×"
              + Integer.toUnsignedString(height)
              + " pixels; both sides must be 1 to "
              + Integer.MAX_VALUE);
    }
  }

  Header(int width, int height, int depth, int channels) {
    this(width, height, depth, channels, false);
  }

  long pixels() {
    return (long) width * height;
  }

  boolean isGrey() {
    return channels <= 2;
  }

  boolean hasAlpha() {
    return channels == 2 || channels == 4;
  }
}
